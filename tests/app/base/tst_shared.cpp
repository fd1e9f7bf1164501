// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/shared.h"

#include <QList>
#include <QString>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Named
{
    QString id;
    int figure = 0;
    mutable int comparisons = 0;

    bool operator==(const Named &other) const
    {
        ++comparisons;
        return id == other.id && figure == other.figure;
    }
};

} // namespace

class TestShared : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesAreOneValue()
    {
        const Shared<Named> first = Named{.id = u"a"_s, .figure = 1};
        const QList<Shared<Named>> list{first, first};
        QCOMPARE(&*list.at(0), &*first);
        QVERIFY(list.at(0) == list.at(1));
        QCOMPARE(first->comparisons, 0); // nobody has to look
        QVERIFY(list.at(0).isSameAs(list.at(1)));
        QVERIFY(isOfOneId(list.at(0), first));
    }

    void anotherOfTheSameValueIsEqual()
    {
        const Shared<Named> first = Named{.id = u"a"_s, .figure = 1};
        const Shared<Named> second = Named{.id = u"a"_s, .figure = 1};
        const Shared<Named> third = Named{.id = u"a"_s, .figure = 2};
        QVERIFY(first == second);
        QVERIFY(!first.isSameAs(second));
        QVERIFY(first != third);
        QVERIFY(isOfOneId(first, third));
        QVERIFY(first == Named({.id = u"a"_s, .figure = 1}));
    }

    void whoIsGivenAnotherLeavesTheRestAlone()
    {
        const Shared<Named> first = Named{.id = u"a"_s, .figure = 1};
        Shared<Named> copy = first;
        Named changed = copy;
        changed.figure = 2;
        copy = changed;
        QCOMPARE(first->figure, 1);
        QCOMPARE(copy->figure, 2);
    }

    void oneThatWasGivenNothingIsEmpty()
    {
        const Shared<Named> none;
        QCOMPARE(none->id, QString());
        QVERIFY(none == Shared<Named>());
    }
};

QTEST_GUILESS_MAIN(TestShared)
#include "tst_shared.moc"
