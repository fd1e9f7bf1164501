#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a client against a service on loopback, with every request and every answer checked against the service's own documents:
#
#   NIGHTBELL_SHARED=… tests/contract/run.sh LOOPBACK FOLDER COMMAND [ARGUMENTS…]
#
# LOOPBACK is the program pagerduty-loopback or datadog-loopback, FOLDER one to work in (it is kept: the checker is installed there once).
# COMMAND finds in its environment PAGERDUTY_API_URL and PAGERDUTY_EVENTS_URL (the checker, which passes everything on),
# PAGERDUTY_CONTROL_URL (past it: pagerdutycontrol.h), PAGERDUTY_USER_KEY, PAGERDUTY_ACCOUNT_KEY and PAGERDUTY_ROUTING_KEY;
# of Datadog DATADOG_API_URL (the checker), DATADOG_API_KEY, DATADOG_APP_KEY and DATADOG_READ_ONLY_KEY.
# Exit 0: COMMAND ended well and nothing was violated. 77: not without the documents and Node. Otherwise what was wrong is printed.
set -euo pipefail

loopback=$1
folder=$2
shift 2
checker=${NIGHTBELL_SHARED:-}/tools/contract
documents=${NIGHTBELL_SHARED:-}/specs
skip() {
    echo "SKIP: $1"
    exit 77
}
[ -n "${NIGHTBELL_SHARED:-}" ] && [ -f "$checker/package-lock.json" ] || skip "needs NIGHTBELL_SHARED with tools/contract and specs"
for tool in node npm flock; do
    command -v "$tool" >/dev/null || skip "needs $tool"
done

mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9
if ! cmp -s "$checker/package-lock.json" "$folder/installed.json"; then
    cp -f "$checker"/package.json "$checker"/package-lock.json "$folder/"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error 9>&-) || exit 1
    cp -f "$checker/package-lock.json" "$folder/installed.json"
fi
cp -f "$checker/contract-check.mjs" "$folder/"
mkdir -p "$folder/specs"
cp -f "$documents"/*.json "$folder/specs/"
chmod -R u+w "$folder/specs"
# The document gives acknowledge log entries a type that its own list of types does not have, and a form of dates as a pattern.
sed -i -e 's/"acknowledgement_log_entry"/"acknowledge_log_entry"/g' -e 's/"pattern": *"YYYY-MM-DDThh:mm:ssZ"/"pattern": "^[-0-9]+T[:0-9]+Z$"/g' \
    "$folder/specs/pagerduty-rest.json"
flock -u 9

work=$(mktemp -d)
mkfifo "$work/stdin" "$work/stdout"
"$loopback" --documented-only --until-stdin-closes <"$work/stdin" >"$work/stdout" 9>&- &
server=$!
exec 8>"$work/stdin" # the server ends with us, however we end
trap 'exec 8>&-; rm -rf "$work"' EXIT
read -r about <"$work/stdout"
member() { node -p 'JSON.parse(process.argv[1])[process.argv[2]]' "$about" "$1"; }
if [ "$(member eventsUrl)" != undefined ]; then
    PAGERDUTY_CONTROL_URL=$(member controlUrl)
    PAGERDUTY_USER_KEY=$(member userKey)
    PAGERDUTY_ACCOUNT_KEY=$(member accountKey)
    PAGERDUTY_ROUTING_KEY=$(member routingKey)
    export PAGERDUTY_CONTROL_URL PAGERDUTY_USER_KEY PAGERDUTY_ACCOUNT_KEY PAGERDUTY_ROUTING_KEY
    upstream=(--pd "$(member url)" --events "$(member eventsUrl)")
else
    DATADOG_API_KEY=$(member apiKey)
    DATADOG_APP_KEY=$(member appKey)
    DATADOG_READ_ONLY_KEY=$(member readOnlyKey)
    export DATADOG_API_KEY DATADOG_APP_KEY DATADOG_READ_ONLY_KEY
    upstream=(--dd "$(member url)")
fi

code=0
node "$folder/contract-check.mjs" --specs "$folder/specs" "${upstream[@]}" --strict-responses --warn-as-error \
    --out "$work/violations.jsonl" --summary "$work/summary.json" -- "$@" 8>&- 9>&- || code=$?
if [ -s "$work/violations.jsonl" ]; then
    echo "What the checker says:"
    head -n 60 "$work/violations.jsonl"
    code=1 # also for what is only undocumented
fi
exec 8>&-
wait "$server" || {
    echo "$(basename "$loopback") ended with $?"
    code=1
}
exit "$code"
