// SPDX-License-Identifier: GPL-3.0-or-later
#include "translation.h"

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
    const QLocale locale = choice == "system"_L1 ? QLocale::system() : QLocale(choice);
    install(locale, u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(locale, u"nightbell"_s, u":/i18n"_s);
}

} // namespace nightbell
