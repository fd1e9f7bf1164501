#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# deb.sh BUILD_FOLDER SOURCE_FOLDER VERSION: packs what was built, unpacks the package elsewhere, and starts it from there.
set -euo pipefail

build=$1
source=$2
version=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
    printf 'deb: %s\n' "$*" >&2
    exit 1
}

cpack -G DEB --config "$build/CPackConfig.cmake" -B "$scratch/cpack" >"$scratch/log" 2>&1 || {
    cat "$scratch/log" >&2
    fail "cpack failed"
}
package=("$scratch"/cpack/nightbell_"$version"_*.deb)
[ -f "${package[0]}" ] || fail "there is no package nightbell_${version}_*.deb"
dpkg-deb -x "${package[0]}" "$scratch/root"

for file in bin/nightbell bin/nightbellctl lib/systemd/user/nightbell.service share/applications/io.github.nightbell.Nightbell.desktop \
    share/bash-completion/completions/nightbellctl share/doc/nightbell/changelog.gz share/doc/nightbell/example.toml share/doc/nightbell/copyright share/icons/hicolor/scalable/apps/io.github.nightbell.Nightbell.svg \
    share/man/man1/nightbell.1.gz share/man/man1/nightbellctl.1.gz share/metainfo/io.github.nightbell.Nightbell.metainfo.xml; do
    [ -f "$scratch/root/usr/$file" ] || fail "/usr/$file is missing"
done
strange=$(find "$scratch/root" -type f | sed "s|^$scratch/root||" | grep -vE '^/usr/(bin|lib/(nightbell|systemd/user)|share/(applications|bash-completion|doc|icons|man|metainfo))/' || true)
[ -z "$strange" ] || fail "does not belong into the package: $strange"

depends=$(dpkg-deb -f "${package[0]}" Depends)
for name in ca-certificates libqt6core6 libqt6sql6-sqlite libqt6widgets6 libcurl4; do
    [[ $depends == *"$name"* ]] || fail "Depends lacks $name: $depends"
done

# Nothing of the person who runs the test is read or written.
export HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/config XDG_DATA_HOME=$scratch/home/data XDG_RUNTIME_DIR=$scratch/home/run
export QT_QPA_PLATFORM=offscreen
mkdir -p "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
for program in nightbell nightbellctl; do
    said=$(timeout 60 "$scratch/root/usr/bin/$program" --version) || fail "$program --version failed"
    [[ $said == *"$version"* ]] || fail "$program --version says: $said"
    zcat "$scratch/root/usr/share/man/man1/$program.1.gz" | grep -q "Nightbell $version" || fail "the manual of $program is of another version"
done
timeout 60 "$scratch/root/usr/bin/nightbellctl" config check || fail "an empty configuration is in error"

appstreamcli validate --no-net "$source/packaging/io.github.nightbell.Nightbell.metainfo.xml" || fail "the metainfo file is in error"
desktop-file-validate "$scratch/root/usr/share/applications/io.github.nightbell.Nightbell.desktop"
