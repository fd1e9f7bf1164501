// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/checkdetail.h"

#include "domain/wording.h"
#include "engine/session.h"
#include "theme.h"
#include "widgets/serieschart.h"

#include <QCoroTask>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace nightbell {
namespace {

struct Phase
{
    QString name;
    Duration time{0};
};

QList<Phase> phasesOf(const CheckPhases &phases)
{
    QList<Phase> all;
    const auto add = [&all](const QString &name, const std::optional<Duration> &time) {
        if (time)
            all.append({name, *time});
    };
    add(CheckDetail::tr("DNS"), phases.nameLookup);
    add(CheckDetail::tr("Connect"), phases.connect);
    add(CheckDetail::tr("TLS"), phases.tls);
    add(CheckDetail::tr("First byte"), phases.firstByte);
    add(CheckDetail::tr("Transfer"), phases.transfer);
    return all;
}

} // namespace

CheckDetail::CheckDetail(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_title(new QLabel)
    , m_facts(new QLabel)
    , m_bar(new QWidget)
    , m_legend(new QLabel)
    , m_chart(new SeriesChart(tr("Time to answer, last 24 h"), Metric::CheckLatency))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_title->setFont(bold);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setWordWrap(true);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_legend->setWordWrap(true);
    m_legend->setTextFormat(Qt::RichText);
    m_bar->setFixedHeight(fontMetrics().height() / 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(m_bar);
    column->addWidget(m_legend);
    column->addWidget(m_chart, 1);
    connect(&session.checks(), &CheckRunner::finished, this, [this](const Check &check) {
        if (check.id == m_check.id && isVisible())
            readSamples();
    });
}

void CheckDetail::setCheck(const Check &check)
{
    const bool isAnother = check.id != m_check.id;
    m_check = check;
    m_title->setText(toneGlyph(toneOf(check.state)) + u' ' + check.target);
    m_facts->setText(factsOf(check));
    QStringList legend;
    int index = 0;
    for (const Phase &phase : phasesOf(check.last.phases)) {
        const QString color = seriesColor(index++, palette()).name();
        legend.append(u"<span style=\"color:%1\">■</span> %2"_s.arg(color, tr("%1 %2 ms").arg(phase.name).arg(phase.time.count())));
    }
    if (!legend.isEmpty())
        legend.append(tr("total %1 ms").arg(check.last.phases.total.count()));
    m_legend->setText(legend.join(u" &nbsp; "_s));
    m_bar->setVisible(!legend.isEmpty());
    update();
    if (isAnother) {
        m_chart->setLoading();
        readSamples();
    }
}

QString CheckDetail::factsOf(const Check &check) const
{
    QStringList facts{stateText(check.state)};
    if (!check.last.passed())
        facts.append(checkReason(check.last));
    if (check.since)
        facts.append(tr("since %1").arg(localTime(*check.since, m_session.clock().now())));
    if (check.last.status > 0)
        facts.append(tr("status %1").arg(check.last.status));
    if (!check.last.peer.isEmpty())
        facts.append(check.last.peer);
    if (check.last.certificateExpires)
        facts.append(tr("certificate until %1").arg(localDateTime(*check.last.certificateExpires)));
    facts.append(tr("every %1").arg(spanText(check.every)));
    return facts.join(u" · "_s);
}

void CheckDetail::readSamples()
{
    const TimePoint to = m_session.clock().now() + std::chrono::seconds(1);
    const TimePoint from = to - std::chrono::hours(24);
    QCoro::connect(m_session.history().samples(m_check.id.text(), Metric::CheckLatency, from, to, m_check.every), this,
        [this, from, to, id = m_check.id](const Expected<Series> &series) {
            if (id != m_check.id)
                return;
            if (series)
                m_chart->setContent({.series = *series, .from = from, .to = to});
            else
                m_chart->setFailure(errorText(series.error()));
        });
}

// The phases one after another, as long as they took.
void CheckDetail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QList<Phase> phases = phasesOf(m_check.last.phases);
    qint64 sum = 0;
    for (const Phase &phase : phases)
        sum += phase.time.count();
    if (sum == 0)
        return;
    const QRectF area = m_bar->geometry();
    double left = area.left();
    for (qsizetype i = 0; i < phases.size(); ++i) {
        const double width = area.width() * static_cast<double>(phases[i].time.count()) / static_cast<double>(sum);
        painter.fillRect(QRectF(left, area.top(), width, area.height()), seriesColor(static_cast<int>(i), palette()));
        left += width;
    }
}

} // namespace nightbell
