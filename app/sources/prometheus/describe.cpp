// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/wording.h"
#include "sources/prometheus/state.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace nightbell::prometheus {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Prometheus
{
    Q_DECLARE_TR_FUNCTIONS(Prometheus)
};

QString alertCount(qsizetype count)
{
    return Prometheus::tr("%n alert(s)", nullptr, static_cast<int>(count));
}

QJsonObject objectOf(const QList<Label> &texts)
{
    QJsonObject object;
    for (const Label &text : texts)
        object.insert(text.name, text.value);
    return object;
}

QUrlQuery filterOf(const Labels &labels)
{
    QUrlQuery query;
    const Matchers matchers = exactly(labels);
    for (const Matcher &matcher : matchers.all()) {
        const QString text = Matchers({matcher}).text();
        query.addQueryItem(u"filter"_s, QString::fromLatin1(QUrl::toPercentEncoding(text)));
    }
    return query;
}

IncidentDetails describe(const AlertFacts &facts, const AlertBook::Entry &entry)
{
    IncidentDetails details;
    details.links = linksOf(facts);
    Alert alert;
    alert.id = entry.fingerprint;
    alert.title = entry.alert->title;
    alert.key = entry.fingerprint;
    alert.severity = entry.alert->severity;
    alert.created = facts.startsAt;
    alert.payload = QJsonObject{{u"labels"_s, objectOf(facts.labels)}, {u"annotations"_s, objectOf(facts.annotations)}};
    details.alerts.append(alert);
    return details;
}

} // namespace

QCoro::Task<Expected<QStringList>> introduce(StatePtr state)
{
    QStringList lines;
    std::optional<Error> error;
    for (size_t i = 0; i < state->alertmanagers.size(); ++i) {
        const QString name = state->alertmanagers[i].access.name;
        const auto answer = co_await askAlertmanager(state, static_cast<qsizetype>(i));
        if (answer.error) {
            lines.append(Prometheus::tr("Alertmanager %1: %2").arg(name, errorText(*answer.error)));
            error = answer.error;
            continue;
        }
        const QString version = answer.status ? answer.status->version : QString();
        lines.append(Prometheus::tr("Alertmanager %1 at %2: %3")
                         .arg(version, name, alertCount(static_cast<qsizetype>(answer.alerts->alerts.size()))));
    }
    if (!state->settings.prometheus) {
        const bool nobodyAnswers = error && std::ranges::all_of(state->alertmanagers, [](const Server &server) { return !server.alerts; });
        if (nobodyAnswers && state->alertmanagers.size() == 1)
            co_return *error;
        co_return QStringList(lines);
    }
    const Access access = state->prometheus.access;
    // What every server of this kind can do; the others are extras.
    const QString expression = u"count(up)"_s;
    const auto count = co_await query(state, expression);
    if (!count && state->alertmanagers.empty())
        co_return count.error();
    if (!count) { // the Alertmanagers may do all the same
        lines.prepend(Prometheus::tr("Prometheus %1: %2").arg(access.name, errorText(count.error())));
        co_return QStringList(lines);
    }
    HttpRequest buildRequest = getRequest(access, u"/api/v1/status/buildinfo"_s, 10s);
    const auto buildBody = co_await ask(state, std::move(buildRequest));
    const auto build = buildBody ? readBuildInfo(*buildBody) : Expected<BuildInfo>(BuildInfo{u"Prometheus"_s, {}});
    HttpRequest rulesRequest = getRequest(access, u"/api/v1/rules"_s, 10s);
    const auto rulesBody = co_await ask(state, std::move(rulesRequest));
    const auto rules = rulesBody ? readRules(*rulesBody, state->settings.mapping, {}) : Expected<RuleAnswer>(rulesBody.error());
    const bool hasCount = !count->curves.isEmpty() && !count->curves.constFirst().samples.isEmpty();
    const int targets = hasCount ? static_cast<int>(count->curves.constFirst().samples.constFirst().value) : 0;
    const BuildInfo product = build.valueOr(BuildInfo{u"Prometheus"_s, {}});
    QString line
        = Prometheus::tr("%1 at %2: %3")
              .arg((product.product + u' ' + product.version).trimmed(), access.name, Prometheus::tr("%n target(s)", nullptr, targets));
    if (rules)
        line += u", "_s + alertCount(rules->alerts.size());
    lines.prepend(line);
    co_return QStringList(lines);
}

QCoro::Task<Expected<IncidentDetails>> details(StatePtr state, IncidentId incident)
{
    const AlertBook::Entry *found = state->book.find(incident);
    if (!found)
        co_return IncidentDetails{};
    const AlertBook::Entry entry = *found;
    if (!entry.isManaged || state->alertmanagers.empty()) {
        AlertFacts facts = entry.rule ? *entry.rule : AlertFacts{.labels = entry.alert->labels};
        facts.startsAt = entry.created;
        facts.generator = entry.alert->url;
        co_return describe(facts, entry);
    }
    Error error{ErrorKind::NotFound, Prometheus::tr("the alert is over")};
    for (const Server &server : state->alertmanagers) {
        if (server.cluster != entry.suffix) // another cluster may have an alert with the same fingerprint
            continue;
        HttpRequest request = getRequest(server.access, u"/api/v2/alerts"_s, 10s, filterOf(entry.alert->labels));
        const auto body = co_await ask(state, std::move(request));
        if (!body) {
            error = body.error();
            continue;
        }
        const auto facts = readFacts(*body, entry.fingerprint);
        if (!facts)
            continue;
        IncidentDetails known = describe(*facts, entry);
        for (const Silence &silence : std::as_const(state->silences)) {
            if (silence.cluster == entry.suffix && entry.silencedBy.contains(silence.id))
                known.notes.append(IncidentNote{silence.startsAt, silence.createdBy, silence.comment});
        }
        co_return IncidentDetails(known);
    }
    co_return error;
}

QCoro::Task<Expected<Series>> hostSeries(StatePtr state, HostId host, Metric metric, TimePoint from, TimePoint to, int columns)
{
    Series series;
    series.metric = metric;
    const QString instance = state->hosts.instanceOf(host);
    if (!state->settings.prometheus || instance.isEmpty() || metric == Metric::CheckLatency)
        co_return Error{ErrorKind::NotFound, u"this host is not known"_s};
    const Duration step = stepFor(from, to, columns);
    const Duration window = metric == Metric::Restarts ? std::max<Duration>(step, 1min) : std::max(step, state->settings.window);
    const Duration ahead = state->ahead;
    const Part part = metric == Metric::Cpu ? Part::Cpu : metric == Metric::Memory ? Part::Memory : Part::Restarts;
    QString expression = state->settings.queries.forHost(part, state->settings.naming.label, instance, window);
    if (metric == Metric::Restarts) {
        const QString containers = state->settings.queries.forHost(Part::ContainerRestarts, state->settings.naming.label, instance, window);
        if (!containers.isEmpty())
            expression = expression.isEmpty() ? containers : u"(%1) or (%2)"_s.arg(expression, containers);
    }
    if (expression.isEmpty())
        co_return Error{ErrorKind::Unavailable, u"its query is switched off"_s};
    const Duration asked = metric == Metric::Restarts ? window : step;
    const auto answer = co_await queryRange(state, expression, from + ahead, to + ahead, asked);
    if (!answer)
        co_return answer.error();
    if (metric != Metric::Restarts) {
        series.gap = 5 * step / 2;
        if (!answer->curves.isEmpty())
            series.samples = answer->curves.constFirst().samples;
        for (Sample &sample : series.samples)
            sample.at -= ahead;
        co_return Series(series);
    }
    QMap<TimePoint, double> sums;
    for (TimePoint at = from; at <= to; at += asked)
        sums.insert(at, 0); // no restart is a fact as well
    for (const Curve &curve : answer->curves) {
        for (const Sample &sample : curve.samples) {
            if (std::isfinite(sample.value))
                sums[sample.at - ahead] += std::round(sample.value);
        }
    }
    for (auto sum = sums.cbegin(); sum != sums.cend(); ++sum)
        series.samples.append(Sample{sum.key(), sum.value()});
    co_return Series(series);
}

} // namespace nightbell::prometheus
