#!/usr/bin/env bash
# What the scripts that install Debian packages share; it is sourced, not run.
set -euo pipefail

# Of the packages that are named, those that are not installed.
missing_packages() {
  local package status
  for package in "$@"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    if [[ $status != installed ]]; then echo "$package"; fi
  done
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "$@"
}

# With fresh lists where the ones at hand do not lead to the packages any more.
install_or_update() {
  apt_install "$@" || { apt-get update && apt_install "$@"; }
}
