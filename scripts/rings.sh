#!/usr/bin/env bash
# Lints, and runs the rings of tests one after the other, from the inside out; all of them, whatever
# fails.
# Each appends `RING PASSED FAILED SKIPPED` to the file that CHOKEPOINT_TALLY names.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rings=(kernel search equivalence e2e page real referee)
user_rings=(kernel e2e)
user_id=65534
# What needs no privilege and asks for none: run as root only, for the sake of time.
not_as_user=('unwind-*' families outcomes crashes hangs readiness bad-input token report search
  exit-code 'qemu*' guest-image 'conformance/*' manual-examples virtual-programs
  'rewind-clock*' rewind-freezing virtual-time 'chance*' delays 'offered-*' 'waits*'
  'fires/*' 'coverage-*' virtual-timers datagrams dns interception 'rewind-alarms' peeking
  alphabet surroundings manual-outcomes strategy-pages strategies leaks counters
  interrupt doctor library coverage visited shards since states timeline minimal-faults core-files
  rewind-bound gcov-modules replay-stops checkpoint-bytes aftermath 'rewind-p*' rewind-events
  rewind-tcp-connections rewind-memory rewind-signals rewind-threads rewind-virtual-time
  rewind-other rewind-blocked rewind-udp rewind-trees rewind-unix-gone unchanged)

user_home=
remove_user_home() {
  if [[ -n $user_home ]]; then rm -rf "$user_home"; fi
}

count() {
  printf '%s %s %s %s\n' "$@" >>"$CHOKEPOINT_TALLY"
}

# A run that broke down counts as a failure even when no test of it could say so.
run_ring() {
  local ring=$1 tally failed
  shift
  printf '\n== %s\n' "$ring"
  tally=$(mktemp "$CHOKEPOINT_TALLY.XXXXXX")
  chmod 666 "$tally"
  if CHOKEPOINT_RING=$ring CHOKEPOINT_TALLY=$tally "$@"; then
    cat "$tally" >>"$CHOKEPOINT_TALLY"
    return
  fi
  cat "$tally" >>"$CHOKEPOINT_TALLY"
  failed=$(awk '{ failed += $3 } END { print failed + 0 }' "$tally")
  if ((failed == 0)); then count "$ring" 0 1 0; fi
}

# The checkout may lie where an ordinary user cannot look, so that user gets a copy.
make_user_home() {
  user_home=$(mktemp -d /tmp/chokepoint-user-XXXXXX)
  mkdir "$user_home/checkout" "$user_home/tmp" "$user_home/bin"
  tar --exclude=./.git --exclude=.chokepoint --exclude=./node_modules/.cache -cf - . |
    tar -C "$user_home/checkout" -xf -
  chown -R "$user_id:$user_id" "$user_home"
  if as_user node --version >/dev/null 2>&1; then return; fi
  cp "$(readlink -f "$(command -v node)")" "$user_home/bin/node"
}

as_user() {
  env -C "$user_home/checkout" HOME="$user_home" TMPDIR="$user_home/tmp" \
    PATH="$user_home/bin:$PATH" \
    setpriv --reuid="$user_id" --regid="$user_id" --clear-groups --inh-caps=-all "$@"
}

run_user_rings() {
  local ring name leftover left_out=()
  for name in "${not_as_user[@]}"; do left_out+=(--exclude "test/*/$name.test.ts"); done
  make_user_home
  for ring in "${user_rings[@]}"; do
    run_ring "$ring-as-user" as_user node node_modules/vitest/vitest.mjs run --project "$ring" \
      "${left_out[@]}"
  done
  for leftover in "$user_home"/tmp/chokepoint-*; do
    if [[ ! -e $leftover ]]; then continue; fi
    echo "leftover: directory entry $leftover"
    count leftovers-as-user 0 1 0
  done
}

run_root_ring() {
  run_ring "$1" node node_modules/vitest/vitest.mjs run --project "$@"
}

# It reads the sources only, for a minute and a half on one processor: beside the first rings.
start_lint() {
  npm run lint >"$CHOKEPOINT_TALLY.lint" 2>&1 &
  lint=$!
}

finish_lint() {
  wait "$lint" || count lint 0 1 0
  printf '\n== lint\n'
  cat "$CHOKEPOINT_TALLY.lint"
}

# Programs that wait leave a processor idle for a part of the time, so an ordinary user's rings run
# beside root's.
run_long_rings() {
  local users='' log=$CHOKEPOINT_TALLY.users ring
  if ((EUID == 0)); then
    (
      trap remove_user_home EXIT
      run_user_rings
    ) >"$log" 2>&1 &
    users=$!
  fi
  for ring in "${rings[@]}"; do run_root_ring "$ring"; done
  if [[ -z $users ]]; then return; fi
  wait "$users" || count rings-as-user 0 1 0
  cat "$log"
}

start_lint
# All rules of style in one process, which parses each file once.
run_root_ring style --poolOptions.forks.singleFork
run_root_ring unit
run_long_rings
finish_lint
