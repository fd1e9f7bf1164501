// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/welcomepage.h"

#include "sources/source.h"
#include "support/uibench.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace nightbell;

namespace {

QPushButton *button(const WelcomePage &page, const QString &text)
{
    const auto buttons = page.findChildren<QPushButton *>();
    const auto found = std::ranges::find(buttons, text, &QPushButton::text);
    return found == buttons.end() ? nullptr : *found;
}

bool says(const WelcomePage &page, const QString &part)
{
    return std::ranges::any_of(page.findChildren<QLabel *>(), [&part](const QLabel *label) { return label->text().contains(part); });
}

} // namespace

class WelcomePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsOfSites_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QStringList>("taken");
        QTest::addColumn<QString>("expected");
        QTest::newRow("the name of the host") << u"https://example.com/health"_s << QStringList() << u"example-com"_s;
        QTest::newRow("without www and port") << u"https://www.example.com:8443/"_s << QStringList() << u"example-com"_s;
        QTest::newRow("an id that is taken gets a number")
            << u"https://example.com/"_s << QStringList{u"example-com"_s, u"example-com-2"_s} << u"example-com-3"_s;
        QTest::newRow("an address without a host") << u"https:///"_s << QStringList() << u"site"_s;
    }

    void idsOfSites()
    {
        QFETCH(const QString, url);
        QFETCH(const QStringList, taken);
        QFETCH(const QString, expected);
        QCOMPARE(siteId(url, taken).text(), expected);
    }

    void aSiteIsWatchedFromThePageOn()
    {
        UiBench bench;
        WelcomePage page(*bench.session);
        QSignalSpy started(bench.session.get(), &Session::started);
        bench.session->start();
        QVERIFY(started.wait());
        auto *url = page.findChild<QLineEdit *>();
        url->setText(u"example.com/health"_s);
        button(page, u"Watch it"_s)->click();
        const auto checks = bench.session->configuration().checks;
        QCOMPARE(checks.size(), 1);
        QCOMPARE(checks.constFirst().id.text(), u"example-com"_s);
        QVERIFY(checks.constFirst().values.values().contains(QVariant(u"https://example.com/health"_s)));
        QTRY_COMPARE(bench.probe->waitingCount(), 1);
        ProbeReply reply;
        reply.status = 200;
        bench.probe->finishNext(reply);
        QTRY_VERIFY(says(page, u"answered in"_s));
    }

    void whatIsNoAddressIsSaidToBeNone_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << u""_s;
        QTest::newRow("no host") << u"https://"_s;
        QTest::newRow("another scheme") << u"ftp://example.com/"_s;
    }

    void whatIsNoAddressIsSaidToBeNone()
    {
        QFETCH(const QString, text);
        UiBench bench;
        WelcomePage page(*bench.session);
        page.findChild<QLineEdit *>()->setText(text);
        button(page, u"Watch it"_s)->click();
        QVERIFY(bench.session->configuration().checks.isEmpty());
        QVERIFY(says(page, u"Enter the address"_s) || says(page, u"That does not work"_s));
        QVERIFY(!QFile::exists(bench.configFolder() + u"/console.toml"_s));
    }

    // What would be added there would be kept nowhere, or by the real console.
    void inTheDemonstrationNothingCanBeAdded()
    {
        UiBench bench({}, true);
        WelcomePage page(*bench.session);
        page.show();
        QVERIFY(page.findChildren<QLineEdit *>().isEmpty());
        QCOMPARE(page.findChildren<QPushButton *>().size(), 2);
        QVERIFY(says(page, u"This is the demonstration"_s));
        QVERIFY(button(page, u"Start Nightbell"_s));
        QSignalSpy finished(&page, &WelcomePage::finished);
        QTest::mouseClick(button(page, u"Go to the incidents"_s), Qt::LeftButton);
        QCOMPARE(finished.size(), 1);
    }

    void offersWhatCanBeConnected()
    {
        UiBench bench;
        WelcomePage page(*bench.session);
        for (const SourceKind *kind : sourceKinds()) {
            const bool needsConnecting = std::ranges::any_of(
                kind->fields, [](const Field &field) { return field.type == FieldType::Url || field.type == FieldType::Secret; });
            QCOMPARE(button(page, u"Connect %1 …"_s.arg(QLatin1StringView(kind->name))) != nullptr, needsConnecting);
        }
    }
};

QTEST_MAIN(WelcomePageTest)

#include "tst_welcomepage.moc"
