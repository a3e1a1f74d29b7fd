#!/usr/bin/env bash
# Builds everything and explores the three alphabet clients. Needs Node, npm and a C compiler.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

npm run --silent build
bash scripts/build-examples.sh

explore() {
  local variant=$1 heading=$2 status=0
  printf '\n== %s\n' "$heading"
  node bin/chokepoint.js explore -c "examples/alphabet/$variant.config.ts" || status=$?
  # 1: defects were found, which is what a demonstration is for (docs/MANUAL.md, "Exit codes").
  if ((status > 1)); then
    echo "demo: exploring $variant ended with exit code $status" >&2
    exit "$status"
  fi
}

explore ok 'a client that survives every fault'
explore assert 'a client with a wrong assertion after a failed call'
explore segv 'a client that uses what a failed call did not give'
