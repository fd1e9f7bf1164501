// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"
#include "support/waited.h"

#include <QSet>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

class Silent final : public Source
{
public:
    QCoro::Task<Expected<Snapshot>> poll() override { co_return Snapshot{}; }
    QCoro::Task<Expected<Done>> perform(ActionRequest) override { co_return Done{}; }
};

} // namespace

class TestSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNoSeriesUnlessItSaysSo();
    void kindsAreFoundByTheirWord();
};

void TestSource::keepsNoSeriesUnlessItSaysSo()
{
    Silent source;
    const auto answer = waited(source.series(SeriesQuery{}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
}

void TestSource::kindsAreFoundByTheirWord()
{
    QSet<QLatin1StringView> words;
    for (const SourceKind *kind : sourceKinds()) {
        words.insert(QLatin1StringView(kind->id));
        QCOMPARE(sourceKind(QString::fromLatin1(kind->id)), kind);
        QVERIFY(kind->create);
        QVERIFY(kind->interval > Duration(0));
    }
    QCOMPARE(words.size(), sourceKinds().size());
    QVERIFY(words.contains("local"_L1) && words.contains("demo"_L1));
    QVERIFY(!sourceKind(u"Local"));
    QVERIFY(!sourceKind(u""));
}

QTEST_GUILESS_MAIN(TestSource)
#include "tst_source.moc"
