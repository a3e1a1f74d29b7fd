#!/usr/bin/env bash
# Compiles src/ and page/ into dist/. What is started as a program, the command line and the
# worker, becomes one file each: to load hundreds of modules costs more processor time than most of
# what they do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The page of reports: one file with everything in it.
node_modules/.bin/vite build -c page/vite.config.ts &
page=$!
node_modules/.bin/tsc -p tsconfig.build.json
wait "$page"

# At the depth of the modules, for what they look up relative to themselves. koffi brings a native
# library and jiti a compiler. Packages of the older module system call `require`.
banner="import { createRequire as requireFrom } from 'node:module';"
banner+=" const require = requireFrom(import.meta.url);"
node_modules/.bin/esbuild src/cli/main.ts src/worker/main.ts --outdir=dist/.bundle --bundle \
  --format=esm --platform=node --target=node20 --external:koffi --external:jiti \
  --banner:js="$banner" --sourcemap --log-level=warning

# By renaming: a program that starts meanwhile finds the old or the new file, and never half of one.
mkdir -p dist/page
mv dist/.page/report.html dist/page/
for program in cli worker; do
  mv dist/.bundle/"$program"/* "dist/$program/"
done
rm -r dist/.bundle dist/.page
