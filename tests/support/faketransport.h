// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "net/http.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <memory>
#include <utility>

namespace nightbell {

// A transport whose answers the test writes, by method and path. A request that nothing was written for is answered with 404, and
// stands in `requests` like every other.
class FakeTransport final : public Transport
{
public:
    ~FakeTransport() override { abortAll(); }

    QList<HttpRequest> requests; // in the order of send()

    // The answers of one method and path, in order; the last one stays. `path` may have a query: then it counts too. What stands
    // after a '#' is what the body has to contain; of those the first that fits counts, before the others.
    void answer(const QByteArray &method, const QString &path, const Expected<HttpReply> &answer)
    {
        ruleFor(method, path).answers.append(answer);
    }
    void answer(const QByteArray &method, const QString &path, int status, const QByteArray &body, const QList<HttpHeader> &headers = {})
    {
        answer(method, path, HttpReply{status, headers, body});
    }
    // From now on: no answer until release() or abortAll().
    void hold(const QByteArray &method, const QString &path) { ruleFor(method, path).isHeld = true; }
    // All that is held of it gets the answers written for it.
    void release(const QByteArray &method, const QString &path)
    {
        ruleFor(method, path).isHeld = false;
        for (const Held &held : takeHeld([&](const Held &each) { return each.method == method && each.path == path; }))
            held.pending->finish(next(held.method, held.path));
    }
    void forget() { m_rules.clear(); } // all that was written

    qsizetype heldCount() const { return m_held.size(); }
    // How often it was asked for.
    qsizetype count(const QByteArray &method, const QString &path) const
    {
        return std::ranges::count_if(
            requests, [&](const HttpRequest &request) { return request.method == method && request.url.path() == path; });
    }

    QCoro::Task<Expected<HttpReply>> send(HttpRequest request) override
    {
        const QByteArray method = request.method;
        const QString path = matchingPath(request);
        requests.append(std::move(request));
        const auto pending = std::make_shared<Pending<Expected<HttpReply>>>();
        if (const Rule *rule = find(method, path); rule && rule->isHeld)
            m_held.append({method, path, pending});
        else
            pending->finish(next(method, path));
        co_return co_await pending->wait();
    }

    void abortAll() override
    {
        for (const Held &held : takeHeld([](const Held &) { return true; }))
            held.pending->finish(Error{ErrorKind::Cancelled, {}});
    }

private:
    struct Rule
    {
        QByteArray method;
        QString path;
        QList<Expected<HttpReply>> answers;
        bool isHeld = false;
    };
    struct Held
    {
        QByteArray method;
        QString path;
        std::shared_ptr<Pending<Expected<HttpReply>>> pending;
    };

    Rule *find(const QByteArray &method, const QString &path)
    {
        const auto found = std::ranges::find_if(m_rules, [&](const Rule &rule) { return rule.method == method && rule.path == path; });
        return found == m_rules.end() ? nullptr : &*found;
    }

    Rule &ruleFor(const QByteArray &method, const QString &path)
    {
        if (Rule *rule = find(method, path))
            return *rule;
        m_rules.append({method, path, {}, false});
        return m_rules.last();
    }

    QString matchingPath(const HttpRequest &request)
    {
        const QString path = request.url.path();
        const auto isOfTheBody = [&](const Rule &rule) {
            return rule.method == request.method && rule.path.startsWith(path + u'#')
                && request.body.contains(rule.path.mid(path.size() + 1).toUtf8());
        };
        const auto found = std::ranges::find_if(m_rules, isOfTheBody);
        if (found != m_rules.end())
            return found->path;
        const QString withQuery = request.url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
        return find(request.method, withQuery) ? withQuery : path;
    }

    Expected<HttpReply> next(const QByteArray &method, const QString &path)
    {
        Rule *rule = find(method, path);
        if (!rule || rule->answers.isEmpty())
            return HttpReply{404, {}, "nothing was written for this request"};
        return rule->answers.size() > 1 ? rule->answers.takeFirst() : rule->answers.first();
    }

    template<typename Matches>
    QList<Held> takeHeld(Matches matches)
    {
        QList<Held> taken;
        for (const Held &held : m_held) {
            if (matches(held))
                taken.append(held);
        }
        m_held.removeIf(matches);
        return taken;
    }

    QList<Rule> m_rules;
    QList<Held> m_held;
};

} // namespace nightbell
