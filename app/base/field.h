// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <cstdint>
#include <utility>

namespace nightbell {

// g++ 12 takes a scoped enumerator for one that hides the type Duration of base/clock.h.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"

// How a field is entered, checked and written.
enum class FieldType : std::uint8_t {
    Text, // QString
    Url, // QString: https; http for loopback addresses only, unless `anyHttp`
    Secret, // QString; lives in the keychain or the environment, never in TOML
    TimeSpan, // QString as parseDuration reads it
    Integer, // qint64
    Boolean, // bool
    Choice, // QString, one of `choices`
    TextList, // QStringList
    TextMap, // QVariantMap of QString
};

#pragma GCC diagnostic pop

// One setting of a source, check or rule. Forms, TOML keys and the messages about both are built from it.
struct Field
{
    QString key; // as in TOML: "expected-status"
    FieldType type = FieldType::Text;
    const char *label = ""; // QT_TRANSLATE_NOOP("Field", …): the person's words
    const char *help = ""; // QT_TRANSLATE_NOOP("Field", …), may be empty
    QVariant fallback = {}; // value where the configuration has none; invalid: there is none
    bool required = false;
    QStringList choices = {}; // for Choice
    const char *optionsFrom = ""; // for Text and TextList: what the source is asked for to choose from ("people"), see Source::options()
    bool multiline = false; // for Text
    QList<const char *> choiceNames = {}; // QT_TRANSLATE_NOOP("FieldChoice", …), one a choice; empty: they name themselves
    qint64 minimum = 0; // for Integer; milliseconds for TimeSpan
    qint64 maximum = 0; // 0: no upper limit
    bool anyHttp = false; // for Url: plain http to any host will do (a site that is looked at, not talked to)
    bool itemsAreUrls = false; // for TextList: each item is as a Url; empty ones do not count
    const char *section = ""; // QT_TRANSLATE_NOOP("Field", …): heads this field and those that follow in a long form; empty: as before
};

using Fields = QList<Field>;

// The values of one entry, by key. Absent: the field's fallback holds.
using FieldValues = QVariantMap;

// What is wrong with values that fit their fields one by one: the key ("severities.P1" within a table) and why, as fieldProblem().
using FieldProblems = QList<std::pair<QString, QString>>;

// localhost, 127.0.0.0/8, ::1.
bool isLoopback(const QString &host);

// What `values` or else the field's fallback says. Precondition: `fields` has `key`.
QVariant fieldValue(const Fields &fields, const FieldValues &values, const QString &key);

// Why `value` does not fit `field`, as "expected …" in English for files and logs; empty: it fits.
QString fieldProblem(const Field &field, const QVariant &value);

} // namespace nightbell
