// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/sourcedetails.h"

#include "sources/source.h"
#include "support/uibench.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace nightbell;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A source that answers as it is told.
class UpOrDown final : public Source
{
public:
    explicit UpOrDown(const bool *isUp) : m_isUp(isUp) { }
    QCoro::Task<Expected<Snapshot>> poll() override { return answer(*m_isUp); }
    QCoro::Task<Expected<Done>> perform(ActionRequest) override { co_return Done{}; }
    QStringList facts() const override { return {u"Queries: 120 of 400 in the last hour."_s}; }

private:
    static QCoro::Task<Expected<Snapshot>> answer(bool isUp)
    {
        if (!isUp)
            co_return Error{ErrorKind::Unreachable, u"connection refused by 192.0.2.1:443"_s};
        co_return Snapshot();
    }

    const bool *m_isUp;
};

QStringList texts(const QWidget &dialog)
{
    QStringList all;
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        all.append(label->text());
    return all;
}

} // namespace

class TestSourceDetails : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowEachSourceIs();
};

void TestSourceDetails::saysHowEachSourceIs()
{
    UiBench bench;
    bool isUp = false;
    for (const QString &id : {u"prod"_s, u"staging"_s}) {
        SourceStatus status;
        status.id = SourceId(id);
        status.kind = u"fake"_s;
        status.name = id;
        status.interval = 30s;
        bench.session->poller().add(status, std::make_unique<UpOrDown>(&isUp));
    }
    bench.session->poller().tick();
    QPointer<SourceDetails> dialog = new SourceDetails(*bench.session, SourceId(u"staging"_s), nullptr);
    dialog->show();
    QTRY_VERIFY(texts(*dialog).contains(u"prod"_s));
    QVERIFY(texts(*dialog).indexOf(u"staging"_s) < texts(*dialog).indexOf(u"prod"_s)); // what was clicked is on top
    const QString all = texts(*dialog).join(u'\n');
    QVERIFY2(all.contains(u"connection refused by 192.0.2.1:443"_s), qPrintable(all));
    QVERIFY2(all.contains(u"Asked every 30 s."_s), qPrintable(all));
    QVERIFY2(all.contains(u"Queries: 120 of 400 in the last hour."_s), qPrintable(all));
    isUp = true;
    bench.session->poller().pollNow();
    bench.session->poller().tick();
    QTRY_VERIFY(texts(*dialog).join(u'\n').contains(u"Last answer at"_s));
    QVERIFY(!texts(*dialog).join(u'\n').contains(u"connection refused"_s));
    const auto buttons = dialog->findChildren<QPushButton *>();
    QVERIFY(std::ranges::any_of(buttons, [](const QPushButton *button) { return button->text() == u"Ask all now"_s; }));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog); // it goes for good
}

QTEST_MAIN(TestSourceDetails)
#include "tst_sourcedetails.moc"
