// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/silence.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QComboBox;
class QDateTimeEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace nightbell {

class ReachedList;
class Session;

// Makes a silence, showing while it is written what it would keep quiet; or lets one that there is end at another time. Closes
// when its source has confirmed that, and not before.
class SilenceDialog : public QDialog
{
    Q_OBJECT

public:
    // A new one. `source` may be empty, `reach` as well.
    SilenceDialog(Session &session, const SourceId &source, const QString &reach, QWidget *parent = nullptr);
    // One that there is.
    SilenceDialog(Session &session, const Silence &silence, QWidget *parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void confirmed(const QString &sentence);

private:
    void layOut(const QString &title, const QString &explanation, const QString &button);
    void fillSources(const SourceId &source);
    void addEnds(QFormLayout &form);
    SourceId chosenSource() const;
    void askPreview();
    void showPreview(const Expected<SilencePreview> &preview);
    void check();
    void send();
    void finish(const Expected<Done> &result);
    TimePoint ends() const;

    Session &m_session;
    std::optional<Silence> m_silence; // absent: a new one
    QComboBox *m_source;
    QLineEdit *m_reach;
    QLabel *m_found;
    ReachedList *m_reached;
    QDateTimeEdit *m_ends;
    QLineEdit *m_comment;
    QLabel *m_message;
    QPushButton *m_go = nullptr;
    QTimer m_pause; // until what is written is asked about
    quint64 m_question = 0;
    bool m_isUnderstood = false; // what is written now
    bool m_isSending = false;
};

} // namespace nightbell
