# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What packaging/run.sh and tests/run.sh share: installing what is missing, configuring and building.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# listed SECTION…: the packages under these headings of packaging/dependencies
listed() {
    awk -v wanted=" $* " '
        { sub(/#.*/, "") }
        /^\[/ { gsub(/[][ \t]/, ""); inside = index(wanted, " " $0 " "); next }
        inside && NF { print $1 }' "$root/packaging/dependencies"
}

# missing SECTION…: those of them that are neither installed nor provided by something that is
missing() {
    dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' | awk '
        FNR == NR { if ($1 == "installed") { gsub(/\([^)]*\)|,/, " "); for (i = 2; i <= NF; ++i) have[$i] = 1 } next }
        !($1 in have)' - <(listed "$@")
}

# install_missing SECTION…: quick when nothing is missing
install_missing() {
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian: the packages in packaging/dependencies are not checked."
        return
    fi
    local -a packages as_root=()
    mapfile -t packages < <(missing "$@")
    [ ${#packages[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            die "These packages are missing, and there is no sudo to install them with. As root, run:
    apt-get update && apt-get install --no-install-recommends ${packages[*]}"
        fi
        as_root=(sudo)
    fi
    say "Installing ${#packages[@]} missing packages: ${packages[*]}"
    local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0)
    if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
        "${apt[@]}" update </dev/null >&2
    fi
    # Lists that are months old name versions that the mirrors no longer have.
    "${apt[@]}" install -y --no-install-recommends "${packages[@]}" </dev/null >&2 \
        || { "${apt[@]}" update </dev/null >&2 \
            && "${apt[@]}" install -y --no-install-recommends "${packages[@]}" </dev/null >&2; } \
        || die "The packages could not be installed."
}

# build PRESET [TARGET…]: configures when that is due, then builds what changed
build() {
    local preset=$1
    shift
    local tree="$root/build/$preset" shared=${NIGHTBELL_SHARED-}
    if command -v ccache >/dev/null; then
        export CMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER-ccache}
        export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS-pch_defines,time_macros} # or it would not know precompiled headers
        export CCACHE_BASEDIR=${CCACHE_BASEDIR-$root} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR-true} # what one clone built helps another
    fi
    if [ ! -f "$tree/build.ninja" ] || [ "$root/CMakePresets.json" -nt "$tree/build.ninja" ] \
        || ! grep -qxF "NIGHTBELL_SHARED:PATH=$shared" "$tree/CMakeCache.txt"; then
        (cd "$root" && cmake --preset "$preset" -DNIGHTBELL_SHARED="$shared") >&2 || die "Configuring preset $preset failed."
    fi
    cmake --build "$tree" ${1+--target "$@"} >&2 || die "Building preset $preset failed."
}
