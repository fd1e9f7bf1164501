// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curlprobe.h"

#include "base/duration.h"
#include "base/log.h"
#include "base/pending.h"
#include "net/curlmulti.h"
#include "net/curltransfer.h"
#include "net/namelookup.h"

#include <algorithm>
#include <deque>
#include <vector>

namespace nightbell {
namespace {

using namespace Qt::StringLiterals;

void add(std::optional<Duration> &sum, const std::optional<Duration> &phase)
{
    if (phase)
        sum = sum.value_or(Duration(0)) + *phase;
}

CheckPhases sumOf(CheckPhases sum, const CheckPhases &phases)
{
    add(sum.nameLookup, phases.nameLookup);
    add(sum.connect, phases.connect);
    add(sum.tls, phases.tls);
    add(sum.firstByte, phases.firstByte);
    add(sum.transfer, phases.transfer);
    sum.total += phases.total;
    return sum;
}

bool isProbeable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

bool isRedirect(const ProbeReply &reply)
{
    const bool redirects = reply.status == 301 || reply.status == 302 || reply.status == 303 || reply.status == 307 || reply.status == 308;
    return reply.failure == CheckFailure::None && redirects && std::ranges::any_of(reply.headers, [](const HttpHeader &header) {
        return header.name.compare("location", Qt::CaseInsensitive) == 0;
    });
}

QUrl redirectTarget(const ProbeReply &reply)
{
    const auto location = std::ranges::find_if(
        reply.headers, [](const HttpHeader &header) { return header.name.compare("location", Qt::CaseInsensitive) == 0; });
    return reply.url.resolved(QUrl::fromEncoded(location->value));
}

// RFC 9110, 15.4: 303 always becomes a GET, and so does a POST after 301 and 302 since browsers do it that way.
void applyRedirect(ProbeRequest &request, const ProbeReply &reply, QUrl target)
{
    const bool becomesGet = (reply.status == 303 && request.method != "HEAD") || (reply.status <= 302 && request.method == "POST");
    if (becomesGet) {
        request.method = "GET";
        request.body.clear();
    }
    if (!isSameOrigin(request.url, target)) {
        request.headers.clear(); // for good: a later redirect back does not bring them back
        target.setUserInfo({});
    } else if (target.userInfo().isEmpty()) {
        target.setUserInfo(request.url.userInfo(QUrl::FullyEncoded), QUrl::StrictMode);
    }
    request.url = target;
}

ProbeReply failed(CheckFailure failure, const QString &detail)
{
    ProbeReply reply;
    reply.failure = failure;
    reply.detail = detail;
    return reply;
}

} // namespace

// The probes that wait and those that run. Finishing one may destroy the queue, so that is always the last thing done.
class CurlProbe::Queue : public QObject
{
public:
    using Answer = std::shared_ptr<Pending<ProbeReply>>;

    Queue(Clock &clock, int maximumAtOnce);
    ~Queue() override { m_running.clear(); } // handles leave before the multi handle goes

    void submit(ProbeRequest request, const Answer &answer);
    void abortAll();
    void close();

    int runningCount() const { return static_cast<int>(m_running.size()); }
    int waitingCount() const { return static_cast<int>(m_waiting.size()); }

private:
    struct Run
    {
        ProbeRequest request; // of the hop under way
        Answer answer;
        Duration timeLimit{0}; // of all hops
        CheckPhases spent; // by hops before
        int redirects = 0;
        CurlMulti *multi = nullptr;
        std::unique_ptr<CurlTransfer> transfer;

        Run(ProbeRequest theRequest, Answer theAnswer)
            : request(std::move(theRequest))
            , answer(std::move(theAnswer))
            , timeLimit(request.timeLimit)
        { }
        Run(const Run &) = delete;
        Run &operator=(const Run &) = delete;
        ~Run() { stop(); }

        void stop()
        {
            if (transfer)
                multi->remove(transfer->handle());
            transfer.reset();
        }
    };

    void startNext();
    void startHop(Run &run);
    void onFinished(CURL *easy, CURLcode code);
    void follow(Run &run, const ProbeReply &reply);
    void explain(Run &run, ProbeReply reply);
    void complete(const Run &run, ProbeReply reply);

    Clock &m_clock;
    CurlMulti m_multi;
    std::size_t m_maximumAtOnce;
    bool m_closed = false;
    std::deque<std::unique_ptr<Run>> m_waiting;
    std::vector<std::unique_ptr<Run>> m_running;
};

CurlProbe::Queue::Queue(Clock &clock, int maximumAtOnce)
    : m_clock(clock)
    , m_maximumAtOnce(static_cast<std::size_t>(std::max(1, maximumAtOnce)))
{
    m_multi.finished = [this](CURL *easy, CURLcode code) { onFinished(easy, code); };
}

void CurlProbe::Queue::submit(ProbeRequest request, const Answer &answer)
{
    if (m_closed) {
        ProbeReply reply;
        reply.cancelled = true;
        answer->finish(std::move(reply));
    } else if (!isProbeable(request.url)) {
        answer->finish(failed(CheckFailure::Misconfigured, u"expected an address that begins with https:// or http://"_s));
    } else {
        m_waiting.push_back(std::make_unique<Run>(std::move(request), answer));
        startNext();
    }
}

void CurlProbe::Queue::startNext()
{
    while (m_running.size() < m_maximumAtOnce && !m_waiting.empty()) {
        m_running.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
        startHop(*m_running.back());
    }
}

void CurlProbe::Queue::startHop(Run &run)
{
    run.request.timeLimit = std::max(Duration(1), run.timeLimit - run.spent.total);
    run.transfer = std::make_unique<CurlTransfer>(run.request, m_clock);
    run.multi = &m_multi;
    m_multi.add(run.transfer->handle());
}

void CurlProbe::Queue::onFinished(CURL *easy, CURLcode code)
{
    const auto found
        = std::ranges::find_if(m_running, [easy](const auto &run) { return run->transfer && run->transfer->handle() == easy; });
    if (found == m_running.end())
        return;
    Run &run = **found;
    ProbeReply reply = run.transfer->reply(code);
    run.stop();
    reply.phases = sumOf(run.spent, reply.phases);
    reply.redirects = run.redirects;
    if (reply.failure == CheckFailure::Timeout)
        reply.detail = formatDuration(run.timeLimit);
    qCDebug(lcProbe).noquote() << run.request.method << redact(run.request.url) << reply.status << reply.phases.total.count() << "ms";
    if (isRedirect(reply) && run.request.maximumRedirects > 0)
        follow(run, reply);
    else if (reply.failure == CheckFailure::NameNotFound)
        explain(run, std::move(reply));
    else
        complete(run, std::move(reply));
}

void CurlProbe::Queue::follow(Run &run, const ProbeReply &reply)
{
    const QUrl target = redirectTarget(reply);
    ProbeReply refused = reply;
    if (!isProbeable(target)) {
        refused.failure = CheckFailure::UnexpectedStatus;
        refused.detail = u"→ "_s + redact(target);
        complete(run, std::move(refused));
    } else if (run.redirects == run.request.maximumRedirects) {
        refused.failure = CheckFailure::TooManyRedirects;
        refused.detail = redact(target);
        complete(run, std::move(refused));
    } else {
        run.spent = reply.phases;
        ++run.redirects;
        applyRedirect(run.request, reply, target);
        startHop(run);
    }
}

// The run keeps its place meanwhile, so a broken name server does not make us start threads without end.
void CurlProbe::Queue::explain(Run &run, ProbeReply reply)
{
    const Answer answer = run.answer;
    const auto tell = [this, answer, reply](CheckFailure failure) {
        const auto found = std::ranges::find(m_running, answer, &Run::answer);
        if (found == m_running.end())
            return;
        ProbeReply explained = reply;
        explained.failure = failure;
        complete(**found, std::move(explained));
    };
    const Duration left = std::max(Duration(1), run.timeLimit - reply.phases.total);
    QTimer::singleShot(left, this, [tell] { tell(CheckFailure::NameLookupFailed); });
    explainLookup(reply.url.host(), run.request.ipVersion).then(this, tell).onCanceled(this, [tell] {
        tell(CheckFailure::NameLookupFailed);
    });
}

void CurlProbe::Queue::complete(const Run &run, ProbeReply reply)
{
    const Answer answer = run.answer;
    std::erase_if(m_running, [&run](const auto &other) { return other.get() == &run; });
    startNext();
    answer->finish(std::move(reply));
}

void CurlProbe::Queue::abortAll()
{
    std::vector<Answer> answers;
    for (const auto &run : m_running)
        answers.push_back(run->answer);
    for (const auto &run : m_waiting)
        answers.push_back(run->answer);
    m_running.clear();
    m_waiting.clear();
    ProbeReply cancelled;
    cancelled.cancelled = true;
    for (const Answer &answer : answers)
        answer->finish(cancelled);
}

void CurlProbe::Queue::close()
{
    m_closed = true;
    abortAll();
}

CurlProbe::CurlProbe(Clock &clock, int maximumAtOnce) : m_queue(std::make_unique<Queue>(clock, maximumAtOnce))
{ }

CurlProbe::~CurlProbe()
{
    m_queue->close();
}

QCoro::Task<ProbeReply> CurlProbe::run(ProbeRequest request)
{
    const auto pending = std::make_shared<Pending<ProbeReply>>();
    m_queue->submit(std::move(request), pending);
    co_return co_await pending->wait();
}

void CurlProbe::abortAll()
{
    m_queue->abortAll();
}

int CurlProbe::runningCount() const
{
    return m_queue->runningCount();
}

int CurlProbe::waitingCount() const
{
    return m_queue->waitingCount();
}

} // namespace nightbell
