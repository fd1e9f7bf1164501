// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mark.h"

#include <QStringBuilder>
#include <QStringList>
#include <QUrlQuery>

#include <algorithm>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype shortestKey = 16; // a hash, an id that is unique in the world; "cpu" is none

bool isNumber(const QString &text)
{
    return !text.isEmpty() && text.size() <= 20 && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QString sorted(const QString &group)
{
    QStringList tags;
    for (const QString &tag : group.split(u',', Qt::SkipEmptyParts)) {
        if (const QString trimmed = tag.trimmed(); !trimmed.isEmpty() && trimmed != "*"_L1)
            tags.append(trimmed);
    }
    tags.sort();
    return tags.isEmpty() ? u"*"_s : tags.join(u',');
}

QString valueIn(const QString &query, const QString &key)
{
    // In a query + is a blank, which QUrlQuery leaves as it is.
    return QUrlQuery(QString(query).replace(u'+', u' ')).queryItemValue(key, QUrl::FullyDecoded);
}

} // namespace

// Ids are unique on a site, and an organisation may have a name of its own before the site's.
QString siteOf(const QUrl &web)
{
    const QString host = web.host().toLower();
    for (const auto site : {"us3.datadoghq.com"_L1, "us5.datadoghq.com"_L1, "ap1.datadoghq.com"_L1, "ap2.datadoghq.com"_L1,
             "uk1.datadoghq.com"_L1, "us2.ddog-gov.com"_L1, "datadoghq.com"_L1, "datadoghq.eu"_L1, "ddog-gov.com"_L1}) {
        if (host == site || (host.endsWith(site) && host.at(host.size() - site.size() - 1) == u'.'))
            return QString(site);
    }
    return web.port() > 0 ? host + u':' + QString::number(web.port()) : host;
}

QString monitorMark(const QUrl &web, const QString &monitor, const QString &group)
{
    return monitorMarkAt(siteOf(web), monitor, group);
}

QString monitorMarkAt(const QString &site, const QString &monitor, const QString &group)
{
    if (site.isEmpty() || !isNumber(monitor))
        return {};
    return u"monitor " % site % u'/' % monitor % u' ' % sorted(group);
}

QString markOfLink(const QUrl &link)
{
    const QString path = link.path();
    const qsizetype monitors = path.lastIndexOf("/monitors"_L1);
    if (monitors < 0)
        return {};
    QString rest = path.sliced(monitors + 9);
    if (rest.isEmpty() || rest == "/"_L1) { // the old way: all behind a #
        const QString fragment = link.fragment(QUrl::FullyEncoded);
        const qsizetype question = fragment.indexOf(u'?');
        const QString monitor = question < 0 ? fragment : fragment.first(question);
        const QString query = question < 0 ? QString() : fragment.sliced(question + 1);
        return monitorMark(link, monitor, valueIn(query, u"group"_s));
    }
    if (!rest.startsWith(u'/'))
        return {};
    rest = rest.sliced(1);
    while (rest.endsWith(u'/'))
        rest.chop(1);
    return monitorMark(link, rest, valueIn(link.query(QUrl::FullyEncoded), u"group"_s));
}

QString eventMark(const QUrl &web, const QString &event)
{
    const QString site = siteOf(web);
    return site.isEmpty() || !isNumber(event) ? QString() : u"event %1/%2"_s.arg(site, event);
}

QString markOfEventLink(const QUrl &link)
{
    if (!link.path().endsWith("/event/event"_L1) && !link.path().endsWith("/event"_L1))
        return {};
    return eventMark(link, valueIn(link.query(QUrl::FullyEncoded), u"id"_s));
}

QString keyMark(const QString &key)
{
    return key.size() < shortestKey ? QString() : u"key "_s + key;
}

} // namespace nightbell
