// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "dialogs/entrydialog.h"
#include "dialogs/fieldform.h"
#include "engine/configuration.h"

#include <QDialog>
#include <QList>

#include <functional>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace nightbell {

class EntryList;
class Session;
struct Trial;

// What a source that was tried out has to say to whoever tried it.
EntryDialog::Verdict verdictOf(const Expected<Trial> &answer);

// Everything that can be set, in the person's words. Changes go to console.toml; what stands in other files is shown and
// says where it stands.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(Session &session, QWidget *parent = nullptr);

    void addSource(const QString &kind);
    void editSource(const SourceId &id);
    void addService();
    void addChannel(const QString &kind);
    void addCheck();
    void editCheck(const CheckId &id);
    void removeCheck(const CheckId &id); // asks first
    int pageCount() const;
    void showPage(int page); // sources, services, checks, channels, rules, console

    void reject() override;

private:
    void addPage(const QString &name, QWidget *page);
    EntryList *makeList(const QString &name, const QString &empty);
    QWidget *makeForm(const Fields &fields, const FieldValues &values, const std::function<Expected<Done>(const FieldValues &)> &save,
        const FieldForm::AskOptions &askOptions = {});
    void makePages();
    void refresh();
    void openSource(const SourceEntry &entry, bool isNew);
    void openService(const ServiceEntry &entry, bool isNew);
    void openCheck(const CheckEntry &entry, bool isNew);
    void openChannel(const ChannelEntry &entry, bool isNew);
    void remove(const QString &name, const std::function<Expected<Done>()> &removal);
    void ask(const QString &question, const std::function<Expected<Done>()> &removal);
    void testSource(const SourceEntry &entry, const FieldValues &secretValues, const EntryDialog::Tell &tell);
    void testCheck(const CheckEntry &entry, const FieldValues &secretValues, const EntryDialog::Tell &tell);
    void testChannel(const ChannelEntry &entry, const FieldValues &secretValues, const EntryDialog::Tell &tell);
    Expected<Done> saved(const Expected<Done> &done);

    Session &m_session;
    QListWidget *m_names = nullptr;
    QStackedWidget *m_pages = nullptr;
    EntryList *m_sources = nullptr;
    EntryList *m_services = nullptr;
    EntryList *m_checks = nullptr;
    EntryList *m_channels = nullptr;
    QList<QPushButton *> m_saves; // of the pages with a form: enabled while something is not saved
};

} // namespace nightbell
