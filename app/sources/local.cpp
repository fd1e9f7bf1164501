// SPDX-License-Identifier: GPL-3.0-or-later
#include "sampler/procfs.h"
#include "sampler/systemd.h"
#include "sources/source.h"

#include <QCoroTask>
#include <QSysInfo>
#include <QTimer>

namespace nightbell {

using namespace Qt::StringLiterals;

const SourceKind &localSource();

namespace {

// The machine that the console runs on. Has hosts (one), no incidents of its own.
class LocalSource final : public Source
{
public:
    explicit LocalSource(SourceContext context);

    QCoro::Task<Expected<Snapshot>> poll() override;
    QCoro::Task<Expected<Done>> perform(ActionRequest request) override;

private:
    void pollSoon();

    SourceContext m_context;
    QString m_name = QSysInfo::machineHostName();
    Procfs m_procfs;
    Systemd m_systemd;
    QTimer m_firstFigure;
};

UnitFilter unitFilter(const FieldValues &values)
{
    const Fields &fields = localSource().fields;
    return UnitFilter{
        fieldValue(fields, values, u"include-units"_s).toStringList(), fieldValue(fields, values, u"exclude-units"_s).toStringList()};
}

LocalSource::LocalSource(SourceContext context)
    : m_context(std::move(context))
    , m_systemd(SystemdBuses::ofThisMachine(), unitFilter(m_context.values), m_context.clock)
{
    QObject::connect(&m_systemd, &Systemd::changed, &m_systemd, [this] { pollSoon(); });
    // How busy the machine is takes a while to see; a person who just started the console should not wait a whole interval.
    m_firstFigure.setSingleShot(true);
    m_firstFigure.setInterval(Procfs::minimumTicks * 12);
    QObject::connect(&m_firstFigure, &QTimer::timeout, &m_firstFigure, [this] { pollSoon(); });
    m_firstFigure.start();
}

QCoro::Task<Expected<Snapshot>> LocalSource::poll()
{
    Host host;
    host.id = HostId(m_context.id.text() + u':' + m_name);
    host.source = m_context.id;
    host.name = m_name;
    host.state = HostState::Up;
    host.sampledAt = m_context.clock.now();
    m_procfs.read(host);
    m_systemd.refresh();
    host.units = m_systemd.units();
    host.restartsUnknown = m_systemd.restartsUnknown();
    host.restartsWatchedSince = m_systemd.watchedSince();

    Snapshot snapshot;
    snapshot.source = m_context.id;
    snapshot.askedAt = host.sampledAt;
    snapshot.hosts = QList<Host>{host};
    snapshot.warnings = m_systemd.warnings();
    co_return snapshot;
}

QCoro::Task<Expected<Done>> LocalSource::perform(ActionRequest)
{
    co_return Error{ErrorKind::NotFound, u"this machine has no incidents of its own"_s};
}

void LocalSource::pollSoon()
{
    if (wantsPoll)
        wantsPoll();
}

} // namespace

const SourceKind &localSource()
{
    static const SourceKind kind{
        .id = "local",
        .name = QT_TRANSLATE_NOOP("SourceKind", "This machine"),
        .fields = {
            Field{.key = u"include-units"_s, .type = FieldType::TextList, .label = QT_TRANSLATE_NOOP("Field", "Services to watch"),
                .help = QT_TRANSLATE_NOOP("Field", "Names or patterns such as nginx or postgresql@*. Empty: all services.")},
            Field{.key = u"exclude-units"_s, .type = FieldType::TextList, .label = QT_TRANSLATE_NOOP("Field", "Services to leave out"),
                .help = QT_TRANSLATE_NOOP("Field", "Names or patterns. They win over the services to watch.")},
        },
        .interval = std::chrono::seconds(5),
        .keepsSeries = false,
        .create = [](SourceContext context) -> std::unique_ptr<Source> { return std::make_unique<LocalSource>(std::move(context)); },
    };
    return kind;
}

} // namespace nightbell
