// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace nightbell {

// A mark says which alert it is in the same words wherever it stands: where it arose, and where it was forwarded to so that
// somebody is woken. Two incidents of different sources that share a mark are one alert, without a doubt; what leaves one has
// no mark. Pure.

// A group of a Datadog monitor. `web`: any page of its site; `group`: its tags, comma-joined in any order; "*" or empty: the monitor
// as a whole. Empty: one of the parts is missing.
QString monitorMark(const QUrl &web, const QString &monitor, const QString &group);
QString monitorMarkAt(const QString &site, const QString &monitor, const QString &group); // the same, of siteOf(web)
QString siteOf(const QUrl &web); // within which a monitor's and an event's id are unique; empty: of no site

// The same of a link to it: https://app.datadoghq.com/monitors/72563?group=host%3Aweb-1, or monitors#72563?group=…, as Datadog
// puts them into what it forwards. Empty: it leads to no monitor.
QString markOfLink(const QUrl &link);

// An event of Datadog's that told of the alert.
QString eventMark(const QUrl &web, const QString &event);
QString markOfEventLink(const QUrl &link); // https://app.datadoghq.com/event/event?id=4858216653438624768

// The key by which its events are deduplicated. Empty for keys that are too short to be of one alert only.
QString keyMark(const QString &key);

} // namespace nightbell
