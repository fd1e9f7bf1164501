// SPDX-License-Identifier: GPL-3.0-or-later
// What a command hears of an action on an incident that stands at a source more than once. One face: tst_control.
#include "engine/control.h"
#include "support/uibench.h"

#include <QSignalSpy>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Answers as the test says, for each of its incidents.
class Origin final : public Source
{
public:
    explicit Origin(QHash<IncidentId, Expected<Done>> &verdicts) : m_verdicts(verdicts) { }

    QCoro::Task<Expected<Snapshot>> poll() override
    {
        Snapshot snapshot;
        snapshot.source = SourceId(u"dd"_s);
        co_return snapshot;
    }
    QCoro::Task<Expected<Done>> perform(ActionRequest request) override { return answer(m_verdicts.value(request.incident, Done{})); }
    QCoro::Task<QList<Expected<Done>>> performAll(QList<ActionRequest> requests) override
    {
        QList<Expected<Done>> answers;
        for (const ActionRequest &request : requests)
            answers.append(m_verdicts.value(request.incident, Done{}));
        return answer(answers);
    }

private:
    template<typename T>
    static QCoro::Task<T> answer(T value)
    {
        T copy = value;
        co_return copy;
    }

    QHash<IncidentId, Expected<Done>> &m_verdicts;
};

// Two alerts behind one page, which its source cannot acknowledge: they are, where they arose.
struct Bench
{
    Bench()
    {
        control = std::make_unique<Control>(*ui.session, Control::Patience{.action = 200ms});
        QSignalSpy started(ui.session.get(), &Session::started);
        ui.session->start();
        QVERIFY(started.wait());
        auto pager = std::make_unique<FakeSource>(SourceId(u"pd"_s));
        pager->lacks = {u"acknowledge"_s};
        add(u"pd"_s, std::move(pager));
        add(u"dd"_s, std::make_unique<Origin>(verdicts));
        Incident page = makeIncident(u"pd:1"_s);
        page.forwards = {u"m1"_s, u"m2"_s};
        Incident one = makeIncident(u"dd:1"_s, IncidentState::Triggered, u"dd"_s);
        one.marks = {u"m1"_s};
        Incident two = makeIncident(u"dd:2"_s, IncidentState::Triggered, u"dd"_s);
        two.marks = {u"m2"_s};
        ui.session->store().replace(makeSnapshot({page}, ui.clock.now(), u"pd"_s));
        ui.session->store().replace(makeSnapshot({one, two}, ui.clock.now(), u"dd"_s));
    }

    void add(const QString &id, std::unique_ptr<Source> source)
    {
        SourceStatus status;
        status.id = SourceId(id);
        status.interval = 1h;
        ui.session->poller().add(status, std::move(source));
    }

    QJsonArray acknowledge(const QString &id)
    {
        QList<QJsonObject> answers;
        const QJsonObject request{{u"command"_s, u"act"_s}, {u"action"_s, u"acknowledge"_s}, {u"ids"_s, QJsonArray{id}}};
        control->answer(request, [&answers](const QJsonObject &answer) { answers.append(answer); });
        return QTest::qWaitFor([&answers] { return !answers.isEmpty(); }) ? answers.constFirst()["result"_L1].toArray() : QJsonArray();
    }

    QHash<IncidentId, Expected<Done>> verdicts; // of what is not there: done
    UiBench ui;
    std::unique_ptr<Control> control;
};

} // namespace

class TestControlActing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsDoneWhenAllOfItIsDone_data()
    {
        QTest::addColumn<Expected<Done>>("first");
        QTest::addColumn<Expected<Done>>("second");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<QStringList>("named");
        const Expected<Done> done = Done{};
        const Expected<Done> refused = Error{ErrorKind::Forbidden, u"no"_s};
        const Expected<Done> unknown = Error{ErrorKind::Timeout, {}};
        QTest::newRow("both done") << done << done << u"confirmed"_s << QStringList();
        QTest::newRow("the second is refused") << done << refused << u"refused"_s << QStringList{u"dd:2: "_s};
        QTest::newRow("the first is refused") << refused << done << u"refused"_s << QStringList{u"dd:1: "_s};
        QTest::newRow("both are refused") << refused << refused << u"refused"_s << QStringList{u"dd:1: "_s, u"dd:2: "_s};
        QTest::newRow("nobody knows of the second") << done << unknown << u"queued"_s << QStringList{u"dd:2: "_s};
        QTest::newRow("nobody knows of one, the other is refused") << unknown << refused << u"refused"_s << QStringList{u"dd:2: "_s};
    }
    void itIsDoneWhenAllOfItIsDone()
    {
        QFETCH(const Expected<Done>, first);
        QFETCH(const Expected<Done>, second);
        QFETCH(const QStringList, named);
        for (const QString &name : {u"pd:1"_s, u"dd:2"_s}) { // whatever it is called
            Bench bench;
            QCOMPARE(bench.ui.session->store().incidents().size(), 1);
            bench.verdicts = {{IncidentId(u"dd:1"_s), first}, {IncidentId(u"dd:2"_s), second}};
            const QJsonArray outcomes = bench.acknowledge(name);
            QCOMPARE(outcomes.size(), 1);
            QCOMPARE(outcomes[0]["id"_L1], QJsonValue(name));
            QTEST(outcomes[0]["outcome"_L1].toString(), "outcome");
            const QString reason = outcomes[0]["reason"_L1].toString();
            for (const QString &face : named)
                QVERIFY2(face.startsWith(name) || reason.contains(face), qPrintable(reason)); // of its own no name is needed
            QCOMPARE(reason.isEmpty(), named.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestControlActing)
#include "tst_controlacting.moc"
