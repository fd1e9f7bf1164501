// SPDX-License-Identifier: GPL-3.0-or-later
// Does with the source of PagerDuty everything that can be done with it, for tests/contract/run.sh, which looks at each request
// on its way. The account is the loopback's, as it is when it starts.
#include "base/clock.h"
#include "net/qnamtransport.h"
#include "sources/source.h"
#include "support/pagerdutyworld.h"
#include "support/waited.h"

#include <QCoreApplication>
#include <QTextStream>

#include <algorithm>
#include <array>

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

class Client
{
public:
    explicit Client(const char *key, const FieldValues &more = {})
    {
        FieldValues values{{u"url"_s, qEnvironmentVariable("PAGERDUTY_API_URL")}, {u"token"_s, qEnvironmentVariable(key)},
            {u"from"_s, u"you@example.com"_s}};
        values.insert(more);
        source = sourceKind(u"pagerduty")->create(SourceContext{SourceId(u"pd"_s), values, clock, transport, 10s});
    }

    SharedIncidents poll(const QString &what)
    {
        const auto snapshot = waited(source->poll());
        return expect(what, snapshot) ? *snapshot->incidents : SharedIncidents();
    }

    ActionRequest request(const QString &action, const IncidentId &incident, const FieldValues &inputs = {})
    {
        ActionRequest request{
            .action = action, .incident = incident, .source = SourceId(u"pd"_s), .requested = clock.now(), .inputs = inputs};
        request.key = u"contract-%1"_s.arg(++m_keys);
        return request;
    }

    void act(const QString &action, const IncidentId &incident, const FieldValues &inputs = {})
    {
        const ActionRequest wanted = request(action, incident, inputs);
        expect(action, waited(source->perform(wanted)));
        ActionRequest again = wanted;
        again.mayHaveBeenSent = true; // it was: whatever is asked to find that out is a request too
        expect(action + u" again"_s, waited(source->perform(again)), action == u"workflow" || action == u"statusupdate");
    }

    void actOnAll(const QString &action, const SharedIncidents &incidents)
    {
        QList<ActionRequest> requests;
        for (const Incident &incident : incidents)
            requests.append(request(action, incident.id));
        for (const auto &answer : waited(source->performAll(requests)))
            expect(action + u" of many"_s, answer);
    }

    SystemClock clock;
    std::shared_ptr<Transport> transport = std::make_shared<QnamTransport>(clock);
    std::unique_ptr<Source> source;

private:
    int m_keys = 0;
};

void look(Client &client, const SharedIncidents &incidents)
{
    expect(u"introduce"_s, waited(client.source->introduce()));
    expect(u"on call"_s, waited(client.source->onCall()));
    for (const Incident &incident : incidents)
        expect(u"details of "_s + incident.id.text(), waited(client.source->details(incident.id)));
    for (const char *from : {"people", "policies", "levels", "priorities", "services", "workflows"}) {
        for (const char *text : {"", "a+b & 100% #é"}) {
            const OptionQuery query{QString::fromLatin1(from), incidents.constFirst()->id, QString::fromUtf8(text)};
            expect(u"options: "_s + query.from, waited(client.source->options(query)));
        }
    }
}

void change(Client &client, const SharedIncidents &incidents)
{
    const IncidentId id = incidents.at(0)->id;
    client.actOnAll(u"acknowledge"_s, incidents.first(3));
    client.act(u"retrigger"_s, id);
    client.act(u"acknowledge"_s, id);
    client.act(u"snooze"_s, id, {{u"for"_s, u"15m"_s}});
    client.act(u"note"_s, id, {{u"text"_s, u"Ümläuts, \"quotes\" and\nlines"_s}});
    client.act(u"title"_s, id, {{u"title"_s, u"A better title"_s}});
    client.act(u"urgency"_s, id, {{u"urgency"_s, u"low"_s}});
    client.act(u"urgency"_s, id, {{u"urgency"_s, u"high"_s}});
    client.act(u"priority"_s, id, {{u"priority"_s, u"P2"_s}});
    client.act(u"escalate"_s, id, {{u"level"_s, u"2"_s}});
    client.act(u"reassign"_s, id, {{u"people"_s, QStringList{pd::you, pd::lead}}});
    client.act(u"reassign"_s, id, {{u"policy"_s, pd::backOffice}});
    client.act(u"responders"_s, id, {{u"people"_s, QStringList{pd::backup}}, {u"message"_s, u"Please help"_s}});
    client.act(u"statusupdate"_s, id, {{u"message"_s, u"We are on it"_s}});
    client.act(u"maintenance"_s, id, {{u"for"_s, u"1h"_s}, {u"description"_s, u"New kernel"_s}});
    const OptionQuery workflows{u"workflows"_s, id, {}};
    const auto offered = waited(client.source->options(workflows));
    if (expect(u"workflows"_s, offered) && !offered->isEmpty())
        client.act(u"workflow"_s, id, {{u"workflow"_s, offered->constFirst().id}});
    client.act(u"create"_s, {},
        {{u"title"_s, u"Made by hand"_s}, {u"service"_s, pd::mainSite}, {u"urgency"_s, u"high"_s}, {u"details"_s, u"Two\nlines"_s}});
    client.act(u"create"_s, {}, {{u"title"_s, u"Mine"_s}, {u"service"_s, pd::postgres}, {u"people"_s, QStringList{pd::you}}});
    ActionRequest merge = client.request(u"merge"_s, id);
    merge.others = {incidents.at(1)->id};
    expect(u"merge"_s, waited(client.source->perform(merge)));
    client.act(u"resolve"_s, incidents.at(2)->id, {{u"note"_s, u"Restarted it"_s}});
    client.actOnAll(u"resolve"_s, {incidents.at(3), incidents.at(2)}); // one of them is already
}

void takeOver(Client &client)
{
    const auto onCall = waited(client.source->onCall());
    if (!expect(u"on call"_s, onCall))
        return;
    for (const Schedule &schedule : onCall->schedules) {
        const ShiftOverride wanted{schedule.id, schedule.name, client.clock.now() + 1h, client.clock.now() + 2h};
        expect(u"take a shift"_s, waited(client.source->takeShift(wanted)));
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Client person("PAGERDUTY_USER_KEY");
    const SharedIncidents incidents = person.poll(u"poll"_s);
    if (incidents.size() < 5)
        return 1;
    look(person, incidents);
    change(person, incidents);
    takeOver(person);
    const SharedIncidents after = person.poll(u"poll after it"_s); // asks for what has vanished
    const bool sawThemEnd = std::ranges::any_of(after, [](const Incident &incident) { return !incident.isOpen(); });
    Client account("PAGERDUTY_ACCOUNT_KEY",
        {{u"teams"_s, QStringList{pd::operations}}, {u"services"_s, QStringList{pd::mainSite, pd::postgres}}, {u"urgency"_s, u"high"_s}});
    account.poll(u"poll with filters"_s);
    expect(u"introduce an account"_s, waited(account.source->introduce()));
    if (const SharedIncidents open = account.poll(u"poll"_s); !open.isEmpty())
        account.act(u"acknowledge"_s, open.constFirst()->id);
    QTextStream(stdout) << done << " things done, " << problems << " problems" << Qt::endl;
    return problems == 0 && sawThemEnd ? 0 : 1;
}
