// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/facedetails.h"

#include "support/waited.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

// Knows what the test says of every incident.
class FakeFace final : public Source
{
public:
    explicit FakeFace(Expected<IncidentDetails> answer) : m_answer(std::move(answer)) { }

    QCoro::Task<Expected<Snapshot>> poll() override { return reply<Snapshot>(Snapshot{}); }
    QCoro::Task<Expected<Done>> perform(ActionRequest) override { return reply<Done>(Done{}); }
    QCoro::Task<Expected<IncidentDetails>> details(IncidentId incident) override
    {
        asked.append(incident);
        return reply<IncidentDetails>(m_answer);
    }

    QList<IncidentId> asked;

private:
    template<typename T>
    static QCoro::Task<Expected<T>> reply(Expected<T> answer)
    {
        Expected<T> copy = answer;
        co_return copy;
    }

    Expected<IncidentDetails> m_answer;
};

IncidentDetails withEvent(qint64 at, const QString &text)
{
    IncidentDetails details;
    details.events.append(SourceEvent{fromMilliseconds(at), u"word"_s, {}, text});
    details.links.append(WebLink{QUrl(u"https://example.com/monitors/1"_s), text});
    return details;
}

} // namespace

class TestFaceDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappenedIsInTheOrderOfTime();
    void eachIsAskedForItsOwnFace();
    void oneThatFailsHidesNoOther();
    void whereAllFailTheFirstSaysWhy();
};

void TestFaceDetails::whatHappenedIsInTheOrderOfTime()
{
    const IncidentDetails all = together({withEvent(2'000, u"later"_s), withEvent(1'000, u"first"_s)});
    QCOMPARE(all.events.size(), 2);
    QCOMPARE(all.events[0].text, u"first"_s);
    QCOMPARE(all.links.size(), 1); // the same page
}

void TestFaceDetails::eachIsAskedForItsOwnFace()
{
    FakeFace page(withEvent(2'000, u"paged"_s));
    FakeFace origin(withEvent(1'000, u"alerted"_s));
    const auto answer = waited(askAll({{&page, u"PagerDuty"_s, IncidentId(u"pd:1"_s)}, {&origin, u"Datadog"_s, IncidentId(u"dd:7"_s)}}));
    QVERIFY(answer);
    QCOMPARE(answer->events.size(), 2);
    QCOMPARE(page.asked, QList<IncidentId>{IncidentId(u"pd:1"_s)});
    QCOMPARE(origin.asked, QList<IncidentId>{IncidentId(u"dd:7"_s)});
}

void TestFaceDetails::oneThatFailsHidesNoOther()
{
    FakeFace page(Error{ErrorKind::Timeout, u"slow"_s});
    FakeFace origin(withEvent(1'000, u"alerted"_s));
    const auto answer = waited(askAll({{&page, u"PagerDuty"_s, IncidentId(u"pd:1"_s)}, {&origin, u"Datadog"_s, IncidentId(u"dd:7"_s)}}));
    QVERIFY(answer);
    QCOMPARE(answer->events.size(), 1);
    QCOMPARE(answer->problems.size(), 1);
    QVERIFY(answer->problems[0].startsWith(u"PagerDuty"));
}

void TestFaceDetails::whereAllFailTheFirstSaysWhy()
{
    FakeFace page(Error{ErrorKind::Timeout, u"slow"_s});
    FakeFace origin(Error{ErrorKind::Server, u"ill"_s});
    const auto answer = waited(askAll({{&page, u"PagerDuty"_s, IncidentId(u"pd:1"_s)}, {&origin, u"Datadog"_s, IncidentId(u"dd:7"_s)}}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Timeout);
}

QTEST_GUILESS_MAIN(TestFaceDetails)
#include "tst_facedetails.moc"
