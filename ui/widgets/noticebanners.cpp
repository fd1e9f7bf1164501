// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/noticebanners.h"

#include "engine/session.h"
#include "widgets/banner.h"

#include <QDesktopServices>
#include <QUrl>
#include <QVBoxLayout>

namespace nightbell {

NoticeBanners::NoticeBanners(Session &session, QWidget *parent) : QWidget(parent), m_session(session)
{
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    connect(&session, &Session::noticesChanged, this, &NoticeBanners::refresh);
    refresh();
}

void NoticeBanners::refresh()
{
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
    switch (notice.kind) {
    case Notice::Kind::Configuration:
        banner->setText(tr("The configuration has mistakes. Everything else in it is in use."), notice.text);
        banner->addAction(tr("Open folder"), [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_session.options().configFolder)); });
        banner->addAction(tr("Read again"), [this] { m_session.reloadConfiguration(); });
        break;
    case Notice::Kind::HistoryNotKept:
        banner->setText(tr("History is not being kept. Watching and paging go on."), notice.text);
        break;
    case Notice::Kind::DatabaseSetAside:
        banner->setText(tr("The history was damaged. It was set aside and a new one begun."), notice.text);
        break;
    case Notice::Kind::SoundUnavailable:
        banner->setText(tr("Pages cannot be heard."), notice.text);
        break;
    case Notice::Kind::BackupNotTold:
        banner->setText(tr("The backup could not be told of a page that nobody has answered."), notice.text);
        break;
    case Notice::Kind::NotificationsUnavailable:
        banner->setText(tr("Pages cannot be shown as notifications. Keep this window in sight."), notice.text);
        break;
    case Notice::Kind::NotificationsHidden:
        banner->setText(tr("Do-not-disturb is on: this desktop hides notifications, those of pages too."), notice.text);
        break;
    case Notice::Kind::SpeechUnavailable:
        banner->setText(tr("Pages cannot be said aloud."), notice.text);
        break;
    }
    connect(banner, &Banner::dismissed, this, [this, notice] {
        m_dismissed.append(notice);
        refresh();
    });
    m_column->addWidget(banner);
    banner->show();
}

} // namespace nightbell
