// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noticebanners.h"

#include "support/uibench.h"
#include "widgets/banner.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

struct Bench
{
    Bench() { banners.show(); }

    void tell(const QStringList &lines) { ui.session->setNotice(Notice::Kind::BackupNotTold, lines.join(u'\n')); }
    QList<Banner *> shown() const
    {
        QList<Banner *> found = banners.findChildren<Banner *>();
        found.removeIf([](const Banner *banner) { return banner->isHidden(); });
        return found;
    }
    void dismiss() const { shown().constFirst()->findChild<QToolButton *>()->click(); }
    QString details() const { return shown().constFirst()->accessibleDescription(); }

    UiBench ui;
    NoticeBanners banners{*ui.session};
};

} // namespace

class NoticeBannersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHasBecomeLessStaysAway()
    {
        Bench bench;
        bench.tell({u"head"_s, u"a"_s, u"b"_s});
        QCOMPARE(bench.shown().size(), 1);
        bench.dismiss();
        QCOMPARE(bench.shown().size(), 0);
        bench.tell({u"head"_s, u"b"_s});
        QCOMPARE(bench.shown().size(), 0);
        bench.tell({u"head"_s, u"b"_s, u"a"_s}); // once more, which is news
        QCOMPARE(bench.shown().size(), 1);
    }

    void whatBeginsAgainIsShown()
    {
        Bench bench;
        bench.tell({u"head"_s, u"a"_s});
        bench.dismiss();
        bench.tell({});
        bench.tell({u"head"_s, u"a"_s});
        QCOMPARE(bench.shown().size(), 1);
    }

    void aLongListIsElided()
    {
        Bench bench;
        bench.tell({u"head"_s, u"a"_s, u"b"_s, u"c"_s});
        QCOMPARE(bench.details(), u"head\na\nb\nc"_s);
        bench.tell({u"head"_s, u"a"_s, u"b"_s, u"c"_s, u"d"_s});
        QCOMPARE(bench.details(), u"head\na\nb\n… and 2 more"_s);
        QVERIFY(bench.shown().constFirst()->toolTip().endsWith(u"c\nd"_s));
    }
};

QTEST_MAIN(NoticeBannersTest)

#include "tst_noticebanners.moc"
