// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/secrets.h"

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

QString shellName(const QString &text)
{
    QString name = text.toUpper();
    const auto isPlain = [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); };
    std::ranges::replace_if(
        name, [&isPlain](QChar c) { return !isPlain(c); }, QChar(u'_'));
    return name;
}

} // namespace

QString SecretName::environmentVariable() const
{
    return u"NIGHTBELL_SECRET_%1_%2"_s.arg(shellName(entry), shellName(field));
}

} // namespace nightbell
