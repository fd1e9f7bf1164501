#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and runs all tests: tests/run.sh [--preset dev|asan] [--only REGEX] [--tidy] [--bench] [ARGUMENTS OF ctest]
#   --preset P    only the preset P; otherwise dev, then asan
#   --only REGEX  only tests whose name matches
#   --tidy        also compile everything under clang-tidy
#   --bench       also build for release and run the programs that measure
# Installs the packages that are missing. The last line is "N passed, N failed, N skipped": test functions, in all presets.
set -euo pipefail

# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../packaging/lib.sh"

presets=(dev asan)
tidy=no
bench=no
options=()
while [ $# -gt 0 ]; do
    case $1 in
        --preset | --only)
            [ $# -ge 2 ] || die "$1 wants a value; see the head of tests/run.sh."
            if [ "$1" = --only ]; then
                options+=(-R "$2")
            else
                case $2 in dev | asan) presets=("$2") ;; *) die "--preset is dev or asan, not $2." ;; esac
            fi
            shift
            ;;
        --tidy) tidy=yes ;;
        --bench) bench=yes ;;
        --help) sed -n '3,8s/^# //p' "${BASH_SOURCE[0]}" && exit 0 ;;
        *) options+=("$1") ;;
    esac
    shift
done

sections=(build run test)
if [ "$tidy" = yes ]; then sections+=(tidy); fi
install_missing "${sections[@]}"

jobs=$(nproc)
if [ -z "${LDFLAGS-}" ] && command -v mold >/dev/null; then
    export LDFLAGS=-fuse-ld=mold
fi

failed=0
results=()
for preset in "${presets[@]}"; do
    say "== $preset"
    build "$preset"
    results+=("$root/build/$preset/tests.xml")
    ctest --test-dir "$root/build/$preset" --output-on-failure --no-tests=error -j "$jobs" --test-output-size-passed 10000000 \
        --test-output-size-failed 10000000 --output-junit "${results[-1]}" "${options[@]}" </dev/null || failed=1
done

if [ "$tidy" = yes ]; then
    say "== tidy"
    (build tidy) || failed=1
fi

if [ "$bench" = yes ]; then
    unset LDFLAGS # the release build is linked as it is shipped
    say "== bench"
    build bench
    for program in "$root"/build/bench/tests/bench/bench_*; do
        if [ -f "$program" ] && [ -x "$program" ]; then
            say "-- ${program##*/}"
            QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}" "$program" </dev/null || failed=1
        fi
    done
fi

python3 "$root/tests/summary.py" "${results[@]}" || failed=1
exit "$failed"
