// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/host.h"
#include "sources/prometheus/queries.h"
#include "sources/prometheus/query.h"

#include <QHash>
#include <QMap>
#include <QSet>

namespace nightbell::prometheus {

// How the lines of the answers become hosts.
struct HostNaming
{
    SourceId source;
    QString label = QStringLiteral("instance");
    bool joinsNodename = false; // several exporters of a machine are one host, called by its nodename

    bool operator==(const HostNaming &) const = default;
};

using HostAnswers = QMap<Part, QList<Curve>>; // a part that was not asked for, or failed, is absent

// What is known of the hosts from one look to the next: names, restarts, and those that do not answer any more.
class HostBook
{
public:
    // A host of which nothing is said any more stays in sight this long, and is stale.
    static constexpr Duration forgottenAfter = std::chrono::minutes(15);
    // Figures measured longer ago than this are shown with their own age.
    static constexpr Duration oldAfter = std::chrono::minutes(2);

    explicit HostBook(HostNaming naming) : m_naming(std::move(naming)) { }

    // `at`: when it was asked, on our clock. `ahead`: how much the server's clock is ahead of ours. `window`: of restarts.
    QList<Host> update(const HostAnswers &answers, TimePoint at, Duration ahead, Duration window);

    // What the built-in rules leave to the source, by the rule's word; holds for the hosts of the next update.
    void setLeaves(const QHash<QString, Duration> &leaves) { m_leaves = leaves; }

    // Restarts of the past, asked for with a step of `window`.
    void addPastRestarts(Part part, const QList<Curve> &curves, TimePoint since, Duration ahead, Duration window);

    // What stands for the host in its label: the text that its queries want.
    QString instanceOf(const HostId &host) const;

private:
    struct Known
    {
        Host host;
        QString instance;
        TimePoint lastSaid{};
        bool reportsRestarts = false;
        QMap<QString, QList<TimePoint>> restarts; // by unit
    };

    QString identityOf(const Labels &labels, Part part) const;
    QString nameOf(const QString &identity) const;
    Known &known(const QString &identity, const Labels &labels);
    void readNames(const QList<Curve> &curves);
    void addRestarts(Known &known, const Labels &labels, TimePoint at, TimePoint happened, Duration window, double count);
    void readUp(const HostAnswers &answers, TimePoint at);
    void readFigure(Part part, const Curve &curve, TimePoint at, Duration ahead, Duration window);
    void finish(Known &known, TimePoint at);

    HostNaming m_naming;
    QHash<QString, Duration> m_leaves;
    QHash<QString, QString> m_nodenames; // by instance, and by its address without the port
    QSet<QString> m_jobs; // those whose targets are hosts
    QMap<QString, Known> m_known; // by identity
    std::optional<TimePoint> m_watchedSince; // restarts
};

} // namespace nightbell::prometheus
