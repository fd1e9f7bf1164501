// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/memory.h"
#include "base/translation.h"
#include "cli/arguments.h"
#include "cli/errand.h"
#include "cli/output.h"
#include "cli/stopsignals.h"
#include "engine/sessionports.h"

#include <QByteArray>
#include <QCoreApplication>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <langinfo.h>
#include <optional>
#include <variant>

// Debian's libcurl brings GnuTLS along for RTMP, which then prepares itself at each start and keeps a megabyte for it. This is
// how GnuTLS is told not to (GNUTLS_SKIP_GLOBAL_INIT): our TLS is OpenSSL's.
extern "C" [[gnu::visibility("default"), gnu::used]] int _gnutls_global_init_skip() // NOLINT: its name
{
    return 1;
}

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

// Qt works in UTF-8 alone and says so on stderr where the locale has another encoding, as that of cron has, or is not
// installed. Only the encoding is changed: whoever wants German has it without a German locale.
void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    const QByteArray all = qgetenv("LC_ALL");
    if (!all.isEmpty()) {
        for (const char *category : {"LC_MESSAGES", "LC_NUMERIC", "LC_TIME", "LC_MONETARY", "LC_MEASUREMENT", "LC_COLLATE"})
            qputenv(category, all);
        qunsetenv("LC_ALL");
    }
    qputenv("LC_CTYPE", "C.UTF-8");
}

int run(const Arguments &arguments, Output &output)
{
    SystemClock clock;
    std::optional<StopSignals> signals;
    Errand errand(arguments, output, clock, [&clock] { return systemPorts(clock); });
    // To interrupt a watch is its good end; everything else ends as programs do.
    if (arguments.command == Command::Watch) {
        signals.emplace();
        QObject::connect(&*signals, &StopSignals::arrived, &errand, &Errand::stop);
    }
    // Also when it ends before the event loop begins.
    QObject::connect(
        &errand, &Errand::finished, qApp, [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); }, Qt::QueuedConnection);
    errand.start();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    keepLargeBlocksApart();
    useUtf8();
    std::signal(SIGPIPE, SIG_IGN); // a reader that leaves is noticed when writing
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"nightbellctl"_s);
    QCoreApplication::setApplicationVersion(QLatin1StringView(NIGHTBELL_VERSION));
    installTranslation(u"system"_s);

    Output output(stdout, stderr);
    const auto parsed = parseArguments(QCoreApplication::arguments().sliced(1));
    if (const auto *answer = std::get_if<UsageAnswer>(&parsed)) {
        if (answer->code == ExitCode::Done)
            output.line(answer->text);
        else
            output.problem(answer->text);
        return static_cast<int>(answer->code);
    }
    return run(std::get<Arguments>(parsed), output);
}
