#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# keychain.sh PROGRAM: runs PROGRAM once for each state that a keychain can be in, on a bus and in a home folder of its own. Exit 77: gnome-keyring or dbus-run-session is missing.
set -eu

program=$1
for tool in dbus-run-session gnome-keyring-daemon; do
    if ! command -v "$tool" > /dev/null; then
        echo "skipped: $tool is missing"
        exit 77
    fi
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset DISPLAY WAYLAND_DISPLAY GNOME_KEYRING_CONTROL SSH_AUTH_SOCK
export HOME="$folder/home" XDG_DATA_HOME="$folder/data" XDG_CONFIG_HOME="$folder/config" XDG_CACHE_HOME="$folder/cache"
export XDG_RUNTIME_DIR="$folder/run"
mkdir -m 700 "$HOME" "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"

# No service directories: nothing is started that was not asked for.
cat > "$folder/bus.conf" << END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$folder</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
printf 'a password of the test' > "$folder/password"

# state, and how the daemon is started (nothing: it is not)
run() {
    state=$1
    shift
    echo "--- keychain: $state"
    NIGHTBELL_TEST_KEYCHAIN=$state dbus-run-session --config-file="$folder/bus.conf" -- sh -c '
        program=$1
        password=$2
        shift 2
        daemon=
        if [ $# -gt 0 ]; then
            "$@" < "$password" > /dev/null 2>&1 &
            daemon=$!
        fi
        result=0
        "$program" theEnvironmentWins "$NIGHTBELL_TEST_KEYCHAIN" || result=$?
        if [ -n "$daemon" ]; then
            kill "$daemon" 2> /dev/null || true
            wait "$daemon" || true
        fi
        exit "$result"' sh "$program" "$folder/password" "$@"
}

run none
run silent
run asking
run unlocked gnome-keyring-daemon --foreground --components=secrets --unlock
run locked gnome-keyring-daemon --foreground --components=secrets
