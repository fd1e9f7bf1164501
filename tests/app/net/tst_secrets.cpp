// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/secrets.h"

#include <QTest>

using namespace nightbell;
using namespace Qt::StringLiterals;

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void environmentVariable_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("variable");
        QTest::newRow("plain words") << u"pd"_s << u"token"_s << u"NIGHTBELL_SECRET_PD_TOKEN"_s;
        QTest::newRow("hyphens become underscores") << u"dd"_s << u"api-key"_s << u"NIGHTBELL_SECRET_DD_API_KEY"_s;
        QTest::newRow("digits stay") << u"prod-2"_s << u"token"_s << u"NIGHTBELL_SECRET_PROD_2_TOKEN"_s;
        QTest::newRow("what a shell cannot name becomes underscores") << u"a.b c/d"_s << u"token"_s << u"NIGHTBELL_SECRET_A_B_C_D_TOKEN"_s;
        QTest::newRow("letters that a shell does not know") << u"büro"_s << u"token"_s << u"NIGHTBELL_SECRET_B_RO_TOKEN"_s;
    }

    void environmentVariable()
    {
        QFETCH(QString, entry);
        QFETCH(QString, field);
        QTEST((SecretName{entry, field}.environmentVariable()), "variable");
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
