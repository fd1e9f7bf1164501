// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

void install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    translator->setObjectName(u"nightbell-language"_s);
    if (translator->load(locale, name, u"_"_s, folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void installTranslation(const QString &choice)
{
    const auto before = QCoreApplication::instance()->findChildren<QTranslator *>(u"nightbell-language"_s, Qt::FindDirectChildrenOnly);
    for (QTranslator *translator : before)
        delete translator; // removes itself
    const QLocale system = QLocale::system();
    const QLocale language = choice == "system"_L1 ? system : QLocale(choice);
    // A Briton who chooses English keeps the dates of Britain.
    QLocale::setDefault(language.language() == system.language() ? system : language);
    // The last one is asked first. English alone knows the plurals of the texts in the source.
    const QString ours = u":/i18n"_s;
    install(QLocale(QLocale::English), u"nightbell"_s, ours);
    install(language, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(language, u"nightbell"_s, ours);
}

} // namespace nightbell
