// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

#include <curl/curl.h>

#include <functional>
#include <memory>
#include <unordered_map>

class QSocketNotifier;

namespace nightbell {

// libcurl's multi interface, driven by Qt's event loop: its sockets are watched by notifiers, its timer is a QTimer.
class CurlMulti : public QObject
{
public:
    // A transfer is over; it has been taken out. Called from the event loop, never from within a call of ours, and may
    // destroy this object.
    std::function<void(CURL *easy, CURLcode code)> finished;

    CurlMulti();
    ~CurlMulti() override; // precondition: every handle has been taken out

    CURLMcode add(CURL *easy);
    void remove(CURL *easy); // finished() is not called for it

private:
    struct Watch
    {
        std::unique_ptr<QSocketNotifier> read;
        std::unique_ptr<QSocketNotifier> write;
    };
    struct Result
    {
        CURL *easy = nullptr;
        CURLcode code = CURLE_OK;
    };

    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *);
    static int onTimer(CURLM *multi, long milliseconds, void *self);

    void watch(curl_socket_t socket, int what);
    void setNotifier(std::unique_ptr<QSocketNotifier> &notifier, curl_socket_t socket, bool reading, bool on);
    void act(curl_socket_t socket, int events);
    void deliver();

    CURLM *m_multi;
    QTimer m_timer;
    std::unordered_map<curl_socket_t, Watch> m_watches;
    QList<Result> m_results; // taken from libcurl, not told yet
};

} // namespace nightbell
