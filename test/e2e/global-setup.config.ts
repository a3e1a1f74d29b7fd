import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { checkout } from './checkout.js';

/** These tests run what a user runs: the built command line and the compiled examples. */
// Named so that it counts as configuration: vitest calls it, nobody imports it.
export function setup(): void {
  const build = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  if (isStale()) execFileSync(process.execPath, build, inCheckout);
  execFileSync('bash', ['scripts/build-examples.sh'], inCheckout);
}

const inCheckout = { cwd: checkout, stdio: 'inherit' } as const;

/** The compiler leaves alone what would not change: only the newest file counts. */
function isStale(): boolean {
  return newest('dist', '.tsbuildinfo') < newest('src', '.ts');
}

function newest(folder: string, ending: string): number {
  const root = path.join(checkout, folder);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith(ending));
  return Math.max(0, ...files.map((name) => statSync(path.join(root, name)).mtimeMs));
}
