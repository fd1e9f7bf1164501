#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A page in do-not-disturb on nine desktops: seen, acknowledged where it is seen, and low urgency stays hidden. Installs whole
# desktops (Debian; about 1.5 GB), so it is no part of tests/run.sh.
#
#   tests/desktops.sh [--install] [--build DIR] [--pictures DIR] [DESKTOP …]
#
# --install      apt-get installs what the desktops need first
# --build DIR    where the programs are (default build/dev)
# --pictures DIR what was on the screens, and the logs (default build/desktops)
# DESKTOP        gnome plasma xfce swaync dunst mako mate cinnamon lxqt; all of them by default
#
# The sessions are those of dnd-lab.sh, which lies beside the repository in NIGHTBELL_SHARED/tools.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
LAB=${NIGHTBELL_SHARED:-../shared}/tools/dnd-lab.sh
BUILD=build/dev
PICTURES=build/desktops
INSTALL=0
CHOSEN=()
while [ $# -gt 0 ]; do
    case $1 in
        --install) INSTALL=1; shift;;
        --build) BUILD=$2; shift 2;;
        --pictures) PICTURES=$2; shift 2;;
        -h | --help) sed -n '3,15p' "$0"; exit 0;;
        -*) echo "what is $1?" >&2; exit 2;;
        *) CHOSEN+=("$1"); shift;;
    esac
done
[ ${#CHOSEN[@]} -gt 0 ] || CHOSEN=(dunst xfce mako swaync mate lxqt gnome cinnamon plasma)
[ -x "$LAB" ] || { echo "dnd-lab.sh is not at $LAB: set NIGHTBELL_SHARED" >&2; exit 77; }

if [ "$INSTALL" = 1 ]; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        dunst xfce4-notifyd xfconf mate-notification-daemon mako-notifier sway sway-notification-center gnome-shell gjs \
        plasma-workspace plasma-desktop kwin-x11 cinnamon lxqt-notificationd libnotify-bin grim xdotool imagemagick x11-utils dbus libglib2.0-bin
fi

BUILD=$(realpath "$BUILD")
mkdir -p "$PICTURES"
PICTURES=$(realpath "$PICTURES")
export PYTHONDONTWRITEBYTECODE=1
failed=()
for desktop in "${CHOSEN[@]}"; do
    out="$PICTURES/$desktop"
    mkdir -p "$out"
    # A lab that does not come up is tried once more: some desktops are slow to start on a busy machine.
    for attempt in 1 2; do
        "$LAB" --dnd on --wait "${NIGHTBELL_WAIT:-90}" "$desktop" "$out" -- \
            python3 "$PWD/tests/desktop/insession.py" "$BUILD/bin" "$desktop" "$out" >"$out/lab.txt" 2>&1 && break
        echo "$desktop: the session did not come up (attempt $attempt)"
    done
    sed "s/^/$desktop: /" "$out/command.out" || true
    grep -q '^passed$' "$out/command.out" || failed+=("$desktop")
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "FAILED: ${failed[*]}; pictures and logs are in $PICTURES" >&2
    exit 1
fi
echo "passed on ${CHOSEN[*]}; pictures are in $PICTURES"
