// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/encodeoncall.h"

#include "support/dutysource.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

OnCallStatus statusOf(const std::optional<OnCall> &answer, const std::optional<Error> &error = {})
{
    return {SourceId(u"pd"_s), u"Pager"_s, false, answer, error};
}

} // namespace

class TestEncodeOnCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void policiesAndShiftsAreWhole()
    {
        const QJsonObject object = encodeOnCall(statusOf(siteOnCall()), FakeClock().now());
        QCOMPARE(object[u"source"_s].toString(), u"pd"_s);
        QCOMPARE(object[u"onCall"_s], QJsonValue(false));
        QCOMPARE(object[u"next"_s][u"start"_s].toString(), u"2026-01-05T07:00:00.000Z"_s);
        const QJsonValue level = object[u"policies"_s][0][u"levels"_s][0];
        QCOMPARE(level[u"delay"_s].toString(), u"5m"_s);
        QCOMPARE(level[u"now"_s][0][u"person"_s].toString(), u"Ada"_s);
        QCOMPARE(level[u"next"_s][0][u"mine"_s], QJsonValue(true));
        QVERIFY(object[u"policies"_s][0][u"levels"_s][1][u"now"_s][0][u"end"_s].isNull()); // for good
        QCOMPARE(object[u"shifts"_s].toArray().size(), 1);
    }

    void whatIsNotKnownIsNull()
    {
        const QJsonObject silent = encodeOnCall(statusOf({}, Error{ErrorKind::Timeout, {}}), FakeClock().now());
        QCOMPARE(silent[u"error"_s].toString(), u"no answer in time"_s);
        QVERIFY(silent[u"askedAt"_s].isNull());
        OnCall nobody = siteOnCall();
        nobody.me = {};
        const QJsonObject unknown = encodeOnCall(statusOf(nobody), FakeClock().now());
        QVERIFY(unknown[u"onCall"_s].isNull()); // and not "false"
        QVERIFY(unknown[u"error"_s].isNull());
        QVERIFY(unknown[u"advice"_s].isNull());
        nobody.advice = u"Name a team"_s;
        nobody.policies[0].levels[0].delay = {};
        const QJsonObject advised = encodeOnCall(statusOf(nobody), FakeClock().now());
        QCOMPARE(advised[u"advice"_s].toString(), u"Name a team"_s);
        QVERIFY(advised[u"policies"_s][0][u"levels"_s][0][u"delay"_s].isNull()); // and not "0s"
    }
};

QTEST_GUILESS_MAIN(TestEncodeOnCall)
#include "tst_encodeoncall.moc"
