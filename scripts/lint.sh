#!/usr/bin/env bash
# Checks types and rules, both at once: neither uses more than one processor for long.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

node_modules/.bin/eslint . &
rules=$!
status=0
node_modules/.bin/tsc --noEmit || status=1
node_modules/.bin/tsc --noEmit -p page/tsconfig.json || status=1
wait "$rules" || status=1
exit "$status"
