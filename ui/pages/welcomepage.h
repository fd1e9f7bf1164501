// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/checkresult.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace nightbell {

class Session;

// First start: the ways in, each under a minute. In the demonstration, where nothing can be added: the way out of it.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(Session &session, QWidget *parent = nullptr);

Q_SIGNALS:
    void finished(); // on to the incidents
    void connectRequested(const QString &sourceKind); // a source that needs an address or a token

protected:
    void showEvent(QShowEvent *event) override;

private:
    QVBoxLayout *addCard(const QString &icon, const QString &title, const QString &text);
    void addMachine();
    void addSite();
    void addConnections();
    void addDemo();
    void addWayOut();
    void addStart(QVBoxLayout *card, const QString &label, const QStringList &arguments);
    void refreshMachine();
    void watchMachine();
    void watchSite();
    void siteAnswered(const Check &check);

    Session &m_session;
    QVBoxLayout *m_cards;
    QLabel *m_machine = nullptr;
    QPushButton *m_watchMachine = nullptr;
    QLineEdit *m_url = nullptr;
    QLabel *m_siteSaid = nullptr;
    CheckId m_site; // the check that was added here last
};

// "example-com" for https://www.example.com/health: an id that no check of `taken` has.
CheckId siteId(const QString &url, const QStringList &taken);

} // namespace nightbell
