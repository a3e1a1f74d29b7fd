#!/usr/bin/env bash
# Installs what the engine `qemu` needs and what is missing: Debian packages (as root), and a
# kernel for the guest, which is only unpacked into the user's cache directory, not installed.
set -euo pipefail
# shellcheck source=scripts/debian-packages.sh
source "$(dirname "${BASH_SOURCE[0]}")/debian-packages.sh"

packages=(qemu-system-x86 lz4 xz-utils zstd gcc libc6-dev)
kernel_package=linux-image-cloud-amd64
kernels=${XDG_CACHE_HOME:-$HOME/.cache}/chokepoint/qemu/kernel

scratch=
remove_scratch() {
  if [[ -n $scratch ]]; then rm -rf "$scratch"; fi
}
trap remove_scratch EXIT

fail() {
  echo "setup-qemu: $*" >&2
  exit 1
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages "${packages[@]}")
  if ((${#missing[@]} == 0)); then return; fi
  if ((EUID != 0)); then fail "not root; ask for: apt-get install ${missing[*]}"; fi
  install_or_update "${missing[@]}" ||
    fail "apt-get could not install all of: ${missing[*]}"
}

# The package of that name only depends on the newest one with a version in its name.
newest_kernel_package() {
  apt-cache depends "$kernel_package" 2>/dev/null |
    awk '$1 == "Depends:" && $2 ~ /^linux-image-.*-cloud-amd64/ { print $2; exit }'
}

known_kernel_package() {
  local package
  package=$(newest_kernel_package)
  if [[ -z $package ]] && ((EUID == 0)); then
    apt-get update >&2
    package=$(newest_kernel_package)
  fi
  if [[ -z $package ]]; then
    fail "apt knows no $kernel_package; as root: apt-get update. Without that package, name a" \
      "kernel with CONFIG_PVH in the settings."
  fi
  echo "$package"
}

# Renamed into its place at the end: half a kernel would be taken for one.
fetch_kernel() {
  local package image
  package=$(known_kernel_package)
  scratch=$(mktemp -d "$kernels/fetch-XXXXXX")
  # As root, apt would download as a user of its own, which may not write here.
  (cd "$scratch" && apt-get download -o APT::Sandbox::User= "$package") ||
    fail "apt-get could not download $package"
  dpkg-deb -x "$scratch"/*.deb "$scratch/unpacked"
  for image in "$scratch"/unpacked/boot/vmlinuz-*; do
    chmod 644 "$image"
    mv "$image" "$kernels/"
  done
}

has_kernel() {
  compgen -G "$kernels/vmlinuz-*" >/dev/null
}

if ! command -v dpkg-query >/dev/null; then
  fail "no Debian system; the engine needs the like of: ${packages[*]}, and a kernel with" \
    "CONFIG_PVH that the settings name"
fi
install_packages
(umask 077 && mkdir -p "$kernels")
if ! has_kernel; then fetch_kernel; fi
