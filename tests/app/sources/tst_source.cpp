// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pending.h"
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

// Carries out what it is asked to when the test says so.
class Slow final : public ActionTarget
{
public:
    using Answer = Pending<Expected<Done>>;

    explicit Slow(std::shared_ptr<QList<std::shared_ptr<Answer>>> asked) : m_asked(std::move(asked)) { }

    QCoro::Task<Expected<Done>> perform(ActionRequest) override
    {
        m_asked->append(std::make_shared<Answer>());
        return wait(m_asked->constLast());
    }

private:
    static QCoro::Task<Expected<Done>> wait(std::shared_ptr<Answer> answer) { co_return co_await answer->wait(); }

    std::shared_ptr<QList<std::shared_ptr<Answer>>> m_asked;
};

} // namespace

class TestSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsNoSeriesUnlessItSaysSo();
    void kindsAreFoundByTheirWord();
    void aTargetMayGoWhileItActsOnSeveral();
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

void TestSource::aTargetMayGoWhileItActsOnSeveral()
{
    const auto asked = std::make_shared<QList<std::shared_ptr<Slow::Answer>>>();
    auto target = std::make_unique<Slow>(asked);
    auto task = target->performAll({ActionRequest{.action = u"resolve"_s}, ActionRequest{.action = u"resolve"_s}});
    QCOMPARE(asked->size(), 2); // it need not be there for the second one later
    target.reset();
    asked->constLast()->finish(Error{ErrorKind::Conflict, {}});
    asked->constFirst()->finish(Done{});
    const auto answers = waited(std::move(task));
    QCOMPARE(answers.size(), 2);
    QVERIFY(answers[0]);
    QCOMPARE(answers[1].error().kind, ErrorKind::Conflict);
}

QTEST_GUILESS_MAIN(TestSource)
#include "tst_source.moc"
