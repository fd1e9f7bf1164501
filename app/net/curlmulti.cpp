// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curlmulti.h"

#include <QPointer>
#include <QSocketNotifier>

#include <utility>

namespace nightbell {
namespace {

// A notifier may be the sender of the signal that we are called by, so it is not destroyed here and now.
void retire(std::unique_ptr<QSocketNotifier> &notifier)
{
    if (!notifier)
        return;
    notifier->setEnabled(false);
    notifier.release()->deleteLater();
}

} // namespace

CurlMulti::CurlMulti()
{
    curl_global_init(CURL_GLOBAL_DEFAULT); // counted by libcurl
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, &CurlMulti::onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, &CurlMulti::onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one fires early, and libcurl asks again
    connect(&m_timer, &QTimer::timeout, this, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
}

CurlMulti::~CurlMulti()
{
    curl_multi_cleanup(m_multi);
    curl_global_cleanup();
}

CURLMcode CurlMulti::add(CURL *easy)
{
    return curl_multi_add_handle(m_multi, easy);
}

void CurlMulti::remove(CURL *easy)
{
    curl_multi_remove_handle(m_multi, easy);
    m_results.removeIf([easy](const Result &result) { return result.easy == easy; });
}

int CurlMulti::onSocket(CURL *, curl_socket_t socket, int what, void *self, void *)
{
    static_cast<CurlMulti *>(self)->watch(socket, what);
    return 0;
}

int CurlMulti::onTimer(CURLM *, long milliseconds, void *self)
{
    auto *multi = static_cast<CurlMulti *>(self);
    if (milliseconds < 0)
        multi->m_timer.stop();
    else
        multi->m_timer.start(std::chrono::milliseconds(milliseconds));
    return 0;
}

void CurlMulti::watch(curl_socket_t socket, int what)
{
    if (what == CURL_POLL_REMOVE) {
        if (const auto found = m_watches.find(socket); found != m_watches.end()) {
            retire(found->second.read);
            retire(found->second.write);
            m_watches.erase(found);
        }
        return;
    }
    Watch &watch = m_watches[socket];
    setNotifier(watch.read, socket, true, (what & CURL_POLL_IN) != 0);
    setNotifier(watch.write, socket, false, (what & CURL_POLL_OUT) != 0);
}

void CurlMulti::setNotifier(std::unique_ptr<QSocketNotifier> &notifier, curl_socket_t socket, bool reading, bool on)
{
    if (!notifier && on) {
        notifier = std::make_unique<QSocketNotifier>(socket, reading ? QSocketNotifier::Read : QSocketNotifier::Write);
        const int events = reading ? CURL_CSELECT_IN : CURL_CSELECT_OUT;
        connect(notifier.get(), &QSocketNotifier::activated, this, [this, socket, events] { act(socket, events); });
    }
    if (notifier)
        notifier->setEnabled(on);
}

void CurlMulti::act(curl_socket_t socket, int events)
{
    int running = 0;
    curl_multi_socket_action(m_multi, socket, events, &running);
    const bool idle = m_results.isEmpty();
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg == CURLMSG_DONE)
            m_results.append({message->easy_handle, message->data.result});
    }
    if (idle && !m_results.isEmpty())
        QMetaObject::invokeMethod(this, &CurlMulti::deliver, Qt::QueuedConnection);
}

void CurlMulti::deliver()
{
    const QPointer<CurlMulti> guard(this);
    while (guard && !m_results.isEmpty()) {
        const Result result = m_results.takeFirst();
        curl_multi_remove_handle(m_multi, result.easy);
        finished(result.easy, result.code);
    }
}

} // namespace nightbell
