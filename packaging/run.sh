#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Nightbell and starts it: packaging/run.sh [ARGUMENTS OF nightbell]
# Installs the packages that are missing; quick when there is nothing to do. Without a display it starts
# nightbellctl watch instead, with the same arguments.
set -euo pipefail

# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

install_missing build run
build release
programs="$root/build/release/bin"
if [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    say "There is no display: watching in the terminal instead (nightbellctl watch). Ctrl+C ends it."
    exec "$programs/nightbellctl" watch "$@"
fi
exec "$programs/nightbell" "$@"
