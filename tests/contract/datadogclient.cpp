// SPDX-License-Identifier: GPL-3.0-or-later
// Does with the source of Datadog everything that can be done with it, for tests/contract/run.sh, which looks at each request
// on its way. The organisation is the loopback's, as it is when it starts.
#include "base/clock.h"
#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/waited.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int problems = 0;
int done = 0;

template<typename T>
bool expect(const QString &what, const Expected<T> &answer, bool isRefused = false)
{
    ++done;
    if (answer.hasValue() != isRefused)
        return true;
    ++problems;
    QTextStream(stdout) << what << ": " << (answer ? u"was not refused"_s : answer.error().detail) << Qt::endl;
    return false;
}

struct Client
{
    explicit Client(const char *key, const FieldValues &more = {})
    {
        FieldValues values{{u"url"_s, qEnvironmentVariable("DATADOG_API_URL")}, {u"api-key"_s, qEnvironmentVariable("DATADOG_API_KEY")},
            {u"app-key"_s, qEnvironmentVariable(key)}, {u"muted-by"_s, u"Ann"_s}};
        values.insert(more);
        source = sourceKind(u"datadog")->create(SourceContext{SourceId(u"dd"_s), values, clock, transport, 15s});
    }

    SharedIncidents poll(const QString &what)
    {
        const auto snapshot = waited(source->poll());
        if (!expect(what, snapshot))
            return {};
        for (const QString &warning : snapshot->warnings)
            QTextStream(stdout) << what << ": " << warning << Qt::endl;
        hosts = snapshot->hosts.value_or(QList<Host>());
        return *snapshot->incidents;
    }

    void act(const QString &action, const Incident &incident, const FieldValues &inputs = {}, bool isRefused = false)
    {
        ActionRequest request{
            .action = action, .incident = incident.id, .source = SourceId(u"dd"_s), .requested = clock.now(), .inputs = inputs};
        expect(action, waited(source->perform(request)), isRefused);
        request.mayHaveBeenSent = true;
        const bool isOver = action == u"unmute";
        expect(action + u" again"_s, waited(source->perform(request)), isRefused || isOver);
    }

    void duty(const QString &what, qsizetype cards)
    {
        const auto onCall = waited(source->onCall());
        if (!expect(what, onCall))
            return;
        expect(what, onCall->policies.size() == cards ? Expected<Done>(Done{}) : Error{ErrorKind::BadAnswer, u"not as many cards"_s});
    }

    SystemClock clock;
    std::shared_ptr<Transport> transport = std::make_shared<QnamTransport>(clock);
    std::unique_ptr<Source> source;
    QList<Host> hosts;
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Client person("DATADOG_APP_KEY");
    expect(u"introduce"_s, waited(person.source->introduce()));
    const SharedIncidents incidents = person.poll(u"poll"_s);
    if (incidents.size() != 3 || person.hosts.size() != 3)
        return 1;
    for (const Incident &incident : incidents) {
        expect(u"details"_s, waited(person.source->details(incident.id)));
        person.act(u"acknowledge"_s, incident);
        person.act(u"snooze"_s, incident, {{u"for"_s, u"15m"_s}});
        person.act(u"retrigger"_s, incident);
        person.act(
            u"mute"_s, incident, {{u"what"_s, u"group"_s}, {u"for"_s, u"2h"_s}, {u"message"_s, u"Ümläuts, \"quotes\" and\nlines"_s}});
        person.act(u"mute"_s, incident, {{u"what"_s, u"monitor"_s}, {u"for"_s, u"2h"_s}});
        person.act(u"unmute"_s, incident);
    }
    for (const Incident &incident : incidents) {
        if (!incident.host.isEmpty())
            person.act(u"mute"_s, incident, {{u"what"_s, u"host"_s}, {u"for"_s, u"2h"_s}});
    }
    for (const Host &host : person.hosts) {
        for (const Metric metric : {Metric::Cpu, Metric::Memory, Metric::Restarts}) {
            const SeriesQuery query{host.id, metric, person.clock.now() - 6h, person.clock.now()};
            expect(u"chart"_s, waited(person.source->series(query)));
        }
    }
    person.poll(u"poll after it"_s);
    // Twice: what hardly changes is asked for once.
    person.duty(u"on call, one's own teams"_s, 1);
    person.duty(u"on call again"_s, 1);
    Client named("DATADOG_APP_KEY",
        {{u"on-call-teams"_s, QStringList{u"web"_s, u"choir"_s, u"no-such-team"_s}},
            {u"on-call-schedules"_s, QStringList{u"00000000-aba2-0000-0000-000000000001"_s, u"no-such-schedule"_s}}});
    named.duty(u"on call, as named"_s, 2);
    Client reader("DATADOG_READ_ONLY_KEY",
        {{u"monitors"_s, u"tag:\"team:web\""_s}, {u"warn"_s, u"ignore"_s}, {u"no-data"_s, u"ignore"_s}, {u"host-filter"_s, u"env:prod"_s},
            {u"metric-scope"_s, u"env:prod"_s}});
    expect(u"introduce a reader"_s, waited(reader.source->introduce()));
    const SharedIncidents seen = reader.poll(u"poll with filters"_s);
    reader.duty(u"on call without the scope"_s, 0);
    if (seen.size() == 1)
        reader.act(u"acknowledge"_s, seen.constFirst(), {}, true);
    QTextStream(stdout) << done << " things done, " << problems << " problems" << Qt::endl;
    return problems == 0 && seen.size() == 1 ? 0 : 1;
}
