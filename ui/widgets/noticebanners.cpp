// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noticebanners.h"

#include "engine/session.h"
#include "widgets/banner.h"

#include <QDesktopServices>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLines = 3;

// `now` says nothing that `before` has not said.
bool isNoMoreThan(const Notice &now, const Notice &before)
{
    const QStringList said = before.text.split(u'\n');
    return now.kind == before.kind
        && std::ranges::all_of(now.text.split(u'\n'), [&said](const QString &line) { return said.contains(line); });
}

} // namespace

NoticeBanners::NoticeBanners(Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    connect(&session, &Session::noticesChanged, this, &NoticeBanners::refresh);
    refresh();
}

// What was dismissed is the notice as it is now: what has gone from it would be news.
void NoticeBanners::updateDismissed()
{
    QList<Notice> dismissed;
    for (const Notice &notice : m_session.notices()) {
        if (std::ranges::any_of(m_dismissed, [&notice](const Notice &before) { return isNoMoreThan(notice, before); }))
            dismissed.append(notice);
    }
    m_dismissed = dismissed;
}

void NoticeBanners::refresh()
{
    updateDismissed();
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be what was clicked
        delete item;
    }
    for (const Notice &notice : m_session.notices()) {
        if (!m_dismissed.contains(notice))
            add(notice);
    }
    setVisible(m_column->count() > 0);
}

void NoticeBanners::add(const Notice &notice)
{
    auto *banner = new Banner(Tone::Acknowledged, this);
    banner->setDismissible(true);
    const bool isUnseen = notice.kind == Notice::Kind::NotificationsUnavailable;
    QStringList lines = notice.text.split(u'\n');
    if (lines.size() > mostLines + 1) { // one more takes no more room than saying so
        const auto left = static_cast<int>(lines.size() - mostLines);
        lines.resize(mostLines);
        lines.append(tr("… and %n more", nullptr, left));
        banner->setToolTip(notice.text);
    }
    banner->setText(noticeText(notice.kind) + (isUnseen ? u' ' + tr("Keep this window in sight.") : QString()), lines.join(u'\n'));
    if (notice.kind == Notice::Kind::Configuration) {
        banner->addAction(tr("Open folder"), [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_session.options().configFolder)); });
        banner->addAction(tr("Read again"), [this] { m_session.reloadConfiguration(); });
    }
    connect(banner, &Banner::dismissed, this, [this, notice] {
        m_dismissed.append(notice);
        refresh();
    });
    m_column->addWidget(banner);
    banner->show();
}

} // namespace nightbell
