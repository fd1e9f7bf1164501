// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/notice.h"

#include <QSet>
#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindHasAWordAndASentence()
    {
        QSet<QString> words;
        QSet<QString> texts;
        using enum Notice::Kind;
        const auto all = {Configuration, HistoryNotKept, DatabaseSetAside, SoundUnavailable, NotificationsUnavailable, NotificationsHidden,
            SpeechUnavailable, BackupNotTold};
        for (const Notice::Kind kind : all) {
            QCOMPARE(noticeKindFromWord(toWord(kind)), kind);
            QVERIFY(noticeText(kind).endsWith(u'.'));
            words.insert(toWord(kind));
            texts.insert(noticeText(kind));
        }
        QCOMPARE(words.size(), qsizetype(all.size()));
        QCOMPARE(texts.size(), qsizetype(all.size()));
        QVERIFY(!noticeKindFromWord(u"something-new"_s));
        QVERIFY(!noticeKindFromWord(QString()));
    }
};

QTEST_GUILESS_MAIN(TestNotice)
#include "tst_notice.moc"
