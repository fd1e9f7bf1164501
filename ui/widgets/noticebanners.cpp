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
    const bool isUnseen = notice.kind == Notice::Kind::NotificationsUnavailable;
    banner->setText(noticeText(notice.kind) + (isUnseen ? u' ' + tr("Keep this window in sight.") : QString()), notice.text);
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
