// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"

#include <QTest>

class TestPrometheus : public QObject
{
    Q_OBJECT
};

QTEST_GUILESS_MAIN(TestPrometheus)
#include "tst_prometheus.moc"
