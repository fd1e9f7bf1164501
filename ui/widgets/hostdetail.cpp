// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/hostdetail.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "models/hostmodel.h"
#include "theme.h"
#include "widgets/factlist.h"
#include "widgets/labels.h"
#include "widgets/rangebar.h"
#include "widgets/serieschart.h"
#include "widgets/statepill.h"
#include "widgets/whilevisible.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

constexpr std::array metrics{Metric::Cpu, Metric::Memory, Metric::Restarts};
constexpr Duration refreshEvery = std::chrono::seconds(5);
constexpr int mostIncidents = 500;

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeIecFormat);
}

QString loadText(const Host &host)
{
    if (!host.load1)
        return {};
    QStringList figures;
    for (const auto &load : {host.load1, host.load5, host.load15}) {
        if (load)
            figures.append(QLocale().toString(*load, 'f', 2));
    }
    return figures.join(", "_L1);
}

bool isTroubled(const ServiceUnit &unit)
{
    return !unit.failedRestarts.isEmpty() || unit.activeState == "failed"_L1;
}

QList<TimePoint> restartsOf(const Host &host)
{
    QList<TimePoint> restarts;
    for (const ServiceUnit &unit : host.units)
        restarts += unit.failedRestarts;
    return restarts;
}

QFrame *makeCard(QWidget *parent)
{
    auto *card = new QFrame(parent);
    card->setProperty("card", true);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    return card;
}

} // namespace

HostDetail::HostDetail(Session &session, const HostModel &model, QWidget *parent) : QScrollArea(parent), m_session(session), m_model(model)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Host"));
    build();
    m_series.resize(static_cast<qsizetype>(metrics.size()));
    m_failures.resize(static_cast<qsizetype>(metrics.size()));
    connect(m_range, &RangeBar::rangeChanged, this, &HostDetail::readSeries);
    connect(&session.store(), &Store::hostsChanged, this, &HostDetail::hostsChanged);
    connect(&session.store(), &Store::incidentsChanged, this, [this] {
        if (isVisible())
            readIncidents();
    });
    auto *heartbeat = new WhileVisible(this, refreshEvery);
    connect(heartbeat, &WhileVisible::tick, this, &HostDetail::showCharts);
}

void HostDetail::build()
{
    m_content = new QWidget(this);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(16, 12, 16, 16);
    column->setSpacing(12);

    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    m_name = makeHeading({}, 1.35, m_content);
    m_name->setWordWrap(false);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state = new StatePill(m_content);
    m_range = new RangeBar(m_content);
    m_web = new QToolButton(m_content);
    m_web->setIcon(icon(u"external"_s, palette()));
    m_web->setToolTip(tr("Open in the browser (O)"));
    m_web->setAccessibleName(tr("Open in the browser"));
    m_web->hide();
    connect(m_web, &QToolButton::clicked, this, [this] {
        if (m_host)
            QDesktopServices::openUrl(m_host->url);
    });
    head->addWidget(m_name);
    head->addWidget(m_web);
    head->addWidget(m_state);
    head->addStretch(1);
    head->addWidget(m_range);
    column->addLayout(head);
    m_when = makeMuted({}, m_content);
    column->addWidget(m_when);

    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(12);
    auto *charts = new QVBoxLayout;
    charts->setSpacing(12);
    const std::array titles{tr("CPU"), tr("Memory"), tr("Restarts by failure")};
    for (size_t i = 0; i < metrics.size(); ++i) {
        QFrame *card = makeCard(m_content);
        m_charts.append(new SeriesChart(titles[i], metrics[i], card));
        card->layout()->addWidget(m_charts.last());
        charts->addWidget(card, 1);
    }
    m_columns->addLayout(charts, 3);

    auto *facts = new QVBoxLayout;
    facts->setSpacing(12);
    QFrame *figures = makeCard(m_content);
    figures->layout()->addWidget(makeHeading(tr("Now"), 1.0, figures));
    m_facts = new FactList(figures);
    figures->layout()->addWidget(m_facts);
    QFrame *services = makeCard(m_content);
    services->layout()->addWidget(makeHeading(tr("Services"), 1.0, services));
    m_services = makeText({}, services);
    m_services->setTextFormat(Qt::RichText);
    m_services->setTextInteractionFlags(Qt::TextSelectableByMouse);
    services->layout()->addWidget(m_services);
    facts->addWidget(figures);
    facts->addWidget(services);
    facts->addStretch(1);
    m_columns->addLayout(facts, 2);
    column->addLayout(m_columns, 1);
    setWidget(m_content);
}

QSize HostDetail::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 120, fontMetrics().height() * 36};
}

void HostDetail::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    const bool isWide = viewport()->width() > fontMetrics().averageCharWidth() * 110;
    m_columns->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // Words that do not wrap must not make the page wider than the window.
    m_content->setMaximumWidth(viewport()->width());
}

void HostDetail::setHost(const HostId &host)
{
    m_id = host;
    m_host.reset();
    m_incidents.clear();
    verticalScrollBar()->setValue(0);
    readSeries();
    readIncidents();
    hostsChanged();
}

void HostDetail::readSeries()
{
    ++m_round;
    if (m_id.isEmpty())
        return;
    const TimePoint now = m_session.clock().now();
    for (qsizetype i = 0; i < m_charts.size(); ++i) {
        m_series[i].reset();
        m_failures[i].clear();
        m_charts[i]->setLoading();
        SeriesQuery query;
        query.host = m_id;
        query.metric = metrics[static_cast<size_t>(i)];
        query.from = now - m_range->range();
        query.to = now;
        query.columns = std::max(100, m_charts[i]->width());
        QCoro::connect(m_session.series(query), this, [this, i, round = m_round](const Expected<Series> &series) {
            if (round != m_round)
                return;
            if (series)
                m_series[i] = *series;
            else
                m_failures[i] = errorText(series.error());
            showCharts();
        });
    }
}

void HostDetail::readIncidents()
{
    QCoro::connect(m_session.history().incidents(mostIncidents), this, [this, id = m_id](const Expected<SharedIncidents> &incidents) {
        if (!incidents || id != m_id)
            return; // the spans are an addition to the charts; that the history fails is said elsewhere
        m_incidents.clear();
        std::ranges::copy_if(*incidents, std::back_inserter(m_incidents), [&id](const Incident &one) { return one.host == id; });
        showCharts();
    });
}

void HostDetail::hostsChanged()
{
    const Host *host = m_id.isEmpty() ? nullptr : m_session.store().host(m_id);
    if (host == nullptr) {
        if (!m_id.isEmpty())
            m_when->setText(tr("This host is not watched any more."));
        return;
    }
    const bool isNewer = m_host && host->sampledAt > m_host->sampledAt;
    const Duration gap = m_model.gapOf(*host);
    const auto add = [&](qsizetype chart, std::optional<double> value) {
        if (!isNewer || !m_series[chart] || !value)
            return;
        m_series[chart]->gap = std::max(m_series[chart]->gap, gap);
        m_series[chart]->samples.append({host->sampledAt, *value});
    };
    add(0, host->cpu);
    add(1, host->memory);
    if (isNewer) {
        const auto restarts = host->restartsSince(m_host->sampledAt + Duration(1));
        add(2, restarts ? std::optional<double>(*restarts) : std::nullopt);
    }
    m_host = *host;
    if (isVisible()) {
        showFacts(*host);
        showServices(*host);
        showCharts();
    }
}

void HostDetail::showCharts()
{
    if (!m_host)
        return;
    const RuleSettings &rules = m_session.configuration().rules;
    ChartContent content;
    content.to = m_session.clock().now();
    content.from = content.to - m_range->range();
    content.incidents = incidentSpans(m_incidents, content.to, [](const Incident &) { return true; });
    for (qsizetype i = 0; i < m_charts.size(); ++i) {
        const Metric metric = metrics[static_cast<size_t>(i)];
        if (metric == Metric::Restarts && m_host->restartsUnknown != RestartsUnknown::Known) {
            m_charts[i]->setUnknown(restartsUnknownText(m_host->restartsUnknown));
            continue;
        }
        if (!m_failures[i].isEmpty())
            m_charts[i]->setFailure(m_failures[i]);
        if (!m_series[i])
            continue;
        content.series = *m_series[i];
        content.threshold.reset();
        content.restarts.clear();
        if (metric != Metric::Restarts) {
            content.threshold = metric == Metric::Cpu ? rules.cpuAbove : rules.memoryAbove;
            content.restarts = restartsOf(*m_host);
        }
        m_charts[i]->setContent(content);
    }
    m_state->setState(m_model.toneOf(*m_host), m_model.wordOf(*m_host));
    const Duration age = std::max(content.to - m_host->sampledAt, Duration(0));
    m_when->setText(tr("%1 · figures are %2 old").arg(m_model.sourceName(m_host->source), ageText(age)));
}

void HostDetail::showFacts(const Host &host)
{
    m_name->setText(host.name);
    m_web->setVisible(!host.url.isEmpty());
    QList<Fact> facts;
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.append({name, value});
    };
    const auto percent = [](std::optional<double> value) { return value ? percentText(*value) : QString(); };
    QString memory = percent(host.memory);
    if (!memory.isEmpty() && host.memoryBytes > 0)
        memory = tr("%1 of %2").arg(memory, bytesText(host.memoryBytes));
    QString cpu = percent(host.cpu);
    if (!cpu.isEmpty() && host.cores > 0)
        cpu = tr("%1 of %n core(s)", nullptr, host.cores).arg(cpu);
    add(tr("CPU"), cpu);
    add(tr("Memory"), memory);
    add(tr("Swap"), percent(host.swap));
    add(tr("Load (1, 5, 15 min)"), loadText(host));
    add(tr("Waiting for CPU"), percent(host.pressureCpu));
    add(tr("Waiting for memory"), percent(host.pressureMemory));
    add(tr("Waiting for disks"), percent(host.pressureIo));
    for (const Mount &mount : host.mounts) {
        const QString used = percentText(mount.usedPercent);
        const bool isSized = mount.totalBytes > 0; // not every source says how large it is
        add(tr("Disk %1").arg(mount.path), isSized ? tr("%1 of %2").arg(used, bytesText(mount.totalBytes)) : used);
    }
    for (const HostFigure &figure : host.figures)
        add(figure.name, figure.text);
    m_facts->setFacts(facts);
}

void HostDetail::showServices(const Host &host)
{
    if (host.restartsUnknown != RestartsUnknown::Known) {
        m_services->setText(escaped(restartsUnknownText(host.restartsUnknown)));
        return;
    }
    QStringList lines;
    const TimePoint now = m_session.clock().now();
    int calm = 0;
    for (const ServiceUnit &unit : host.units) {
        if (!isTroubled(unit)) {
            ++calm;
            continue;
        }
        QStringList words;
        if (!unit.failedRestarts.isEmpty()) {
            words.append(tr("%n restart(s) by failure in 24 h", nullptr, static_cast<int>(unit.failedRestarts.size())));
            words.append(tr("the last %1 ago").arg(ageText(std::max(now - unit.failedRestarts.last(), Duration(0)))));
        }
        words.append(unit.activeState);
        if (!unit.result.isEmpty() && unit.result != "success"_L1)
            words.append(unit.result);
        const QString name = unit.manager == UnitManager::User ? tr("%1 (yours)").arg(unit.name) : unit.name;
        lines.append(u"<b>%1</b><br>%2"_s.arg(escaped(name), escaped(words.join(" · "_L1))));
    }
    lines.append(escaped(lines.isEmpty() ? tr("%n service(s), none restarted by failure in 24 h.", nullptr, calm)
                                         : tr("%n other service(s) did not restart by failure.", nullptr, calm)));
    m_services->setText(lines.join("<br>"_L1));
}

} // namespace nightbell
