#!/usr/bin/env bash
# Installs what the tests need and what is missing: Debian packages (as root), npm packages, and a
# guest for the engine qemu; or those parts only that are named: packages, modules, guest.
# Without root, or where apt does not work, it says what is missing and goes on: the tests that
# need it are skipped with a reason.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/debian-packages.sh
source scripts/debian-packages.sh

packages=(
  netcat-openbsd netcat-traditional lighttpd nginx-light redis-server redis-tools busybox-static
  curl wget python3 elfutils gcc libc6-dev gdb iproute2 strace procps chromium
)

policy=/usr/sbin/policy-rc.d
policy_is_ours=false

remove_policy() {
  if "$policy_is_ours"; then rm -f "$policy"; fi
}
trap remove_policy EXIT

# Debian starts a server as soon as it is installed, unless this file says no (exit code 101).
forbid_services() {
  if [[ -e $policy ]]; then return; fi
  policy_is_ours=true
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
}

install_packages() {
  local missing
  if ! command -v dpkg-query >/dev/null; then
    echo "setup: no Debian system; the tests need the like of: ${packages[*]}"
    return
  fi
  mapfile -t missing < <(missing_packages "${packages[@]}")
  if ((${#missing[@]} == 0)); then return; fi
  if ((EUID != 0)); then
    echo "setup: not root; for all tests run: apt-get install ${missing[*]}"
    return
  fi
  forbid_services
  install_or_update "${missing[@]}" ||
    echo "setup: apt-get could not install all of: ${missing[*]}"
}

# `npm ls` compares what is installed with package.json and the lock file.
install_modules() {
  if [[ -d node_modules ]] && npm ls >/dev/null 2>&1; then return; fi
  npm install
}

# For the tests of the engine `qemu`, which keep machines that have booted beside the modules.
install_guest() {
  XDG_CACHE_HOME=$PWD/node_modules/.cache bash scripts/setup-qemu.sh ||
    echo "setup: the tests of the engine qemu are skipped"
}

parts=("$@")
if ((${#parts[@]} == 0)); then parts=(packages modules guest); fi
for part in "${parts[@]}"; do "install_$part"; done
