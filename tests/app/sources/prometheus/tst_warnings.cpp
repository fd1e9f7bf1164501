// SPDX-License-Identifier: GPL-3.0-or-later
// What the source says of answers that were not whole.
#include "support/prometheusbench.h"

#include <QTest>
#include <QTranslator>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace nightbell::prometheusbench;
using Bench = PrometheusBench;

namespace {

// Marks what goes through tr().
class Marking final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override { return u"«%1»"_s.arg(QString::fromUtf8(text)); }
};

} // namespace

class TestWarnings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warningsAreInThePersonsLanguage();
};

void TestWarnings::warningsAreInThePersonsLanguage()
{
    Marking marking;
    QCoreApplication::installTranslator(&marking);
    Bench bench;
    bench.values.insert(u"url"_s, u"http://127.0.0.1:2/prom"_s);
    bench.values.insert(u"severities"_s, QVariantMap{{u"page"_s, u"awful"_s}});
    bench.values.insert(u"high-urgency"_s, QStringList{u"("_s});
    bench.values.insert(u"covers"_s, QVariantMap{{u"weather"_s, u"Rain"_s}});
    bench.values.insert(u"queries"_s, QVariantMap{{u"weather"_s, u"rain"_s}});
    bench.alertmanager('[' + first + ',' + second + ']');
    bench.prometheus();
    bench.start();
    bench.poll();
    bench.clock.advance(2min); // past what the servers say
    bench.transport->forget();
    bench.transport->answer("GET", am + u"/alerts"_s, 200, R"([{"labels":7}])", {{"Date", "Mon, 05 Jan 2026 04:00:00 GMT"}});
    bench.transport->answer("GET", am + u"/silences"_s, 200, "<html>");
    bench.transport->answer("GET", am + u"/status"_s, 200,
        R"({"cluster":{"status":"disabled"},"uptime":"2026-01-05T03:59:30Z","versionInfo":{"version":"0.25.0"}})"); // has just started
    const Expected<HttpReply> hung = Error{ErrorKind::Timeout, u"hung"_s};
    bench.transport->answer("POST", prom + u"/query#prometheus_notifications"_s, hung);
    bench.prometheus("<html>");
    QStringList warnings = bench.poll().warnings;
    QVERIFY2(warnings.size() >= 11, qPrintable(warnings.join(u'\n')));
    for (const QString &warning : std::as_const(warnings))
        QVERIFY2(warning.contains(u'«'), qPrintable(warning));
}

QTEST_GUILESS_MAIN(TestWarnings)
#include "tst_warnings.moc"
