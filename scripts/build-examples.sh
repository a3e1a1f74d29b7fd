#!/usr/bin/env bash
# Compiles the example programs into examples/NAME/bin; what is up to date is left alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../examples"

compiler=${CC:-cc}
flags=(-std=c11 -Wall -Wextra -Werror -O1 -g)

if ! command -v "${compiler%% *}" > /dev/null; then
  echo "build-examples: no C compiler: '${compiler%% *}' was not found." >&2
  echo "Install one (on Debian and Ubuntu: apt-get install gcc libc6-dev) or name one in CC." >&2
  exit 1
fi

# up_to_date PROGRAM EXAMPLE: nothing that it is made from is newer than the program.
up_to_date() {
  local source
  [[ -x $1 ]] || return 1
  for source in "$2"/*.[ch] shared/*.[ch] ../scripts/build-examples.sh; do
    [[ $source -nt $1 ]] && return 1
  done
  return 0
}

# build EXAMPLE PROGRAM ARGUMENT...: sources are relative to the example, the rest are flags.
build() {
  local example=$1 program=$1/bin/$2
  shift 2
  if up_to_date "$program" "$example"; then return; fi
  echo "cc examples/$program"
  mkdir -p "$example/bin"
  # Linked under another name first: two builds at once, or half of one, do no harm.
  (cd "$example" && $compiler "${flags[@]}" -o "../$program.$$" "$@" ../shared/net.c)
  mv "$program.$$" "$program"
}

build alphabet server server.c
build alphabet client-ok -DVARIANT=OK client.c
build alphabet client-assert -DVARIANT=ASSERT client.c
build alphabet client-segv -DVARIANT=SEGV client.c
build http-server server server.c request.c content.c
build http-server server-counting -fprofile-arcs server.c request.c content.c
build http-server client client.c
build workers server server.c
build workers client client.c
build chat server -pthread server.c
build chat client client.c
build names server server.c
build names client client.c
build retry server ../shared/greeter.c
build retry client client.c
build fallback client client.c
build patient server ../shared/greeter.c
build patient client client.c
build leaks server server.c
build leaks client client.c
