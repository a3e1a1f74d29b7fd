#!/usr/bin/env bash
# Everything: set up, build, lint and all rings of tests (twice where an ordinary user matters), and
# the check that nothing is left behind. The last line is the sum of all of it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scratch=$(mktemp -d "${TMPDIR:-/tmp}/chokepoint-suite-XXXXXX")
chmod 755 "$scratch"
mkdir -m 1777 "$scratch/tmp"
export CHOKEPOINT_TALLY=$scratch/tally
: >"$CHOKEPOINT_TALLY"

# Whatever ends this script, the sum is its last line and decides its exit code.
finish() {
  local status=$?
  if ((status != 0)); then echo 'broken 0 1 0' >>"$CHOKEPOINT_TALLY"; fi
  printf '\n'
  awk '{ printf "%-20s %5d passed %4d failed %4d skipped\n", $1, $2, $3, $4 }' "$CHOKEPOINT_TALLY"
  status=0
  awk '
    { passed += $2; failed += $3; skipped += $4 }
    END {
      line = sprintf("%d passed, %d failed", passed, failed)
      if (skipped > 0) line = line sprintf(", %d skipped", skipped)
      print line
      exit (failed > 0 || passed == 0)
    }' "$CHOKEPOINT_TALLY" || status=1
  rm -rf "$scratch"
  exit "$status"
}
trap finish EXIT

# A step that the others need ends everything.
bash scripts/setup.sh packages modules
bash scripts/setup.sh guest &
guest=$!
built=true
{ npm run build && bash scripts/build-examples.sh; } || built=false
wait "$guest"
"$built"

# The failures are in the tally already.
TMPDIR=$scratch/tmp node_modules/.bin/jiti test/support/leftovers.ts bash scripts/rings.sh || true
