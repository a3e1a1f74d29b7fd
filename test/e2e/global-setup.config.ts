import { execFileSync } from 'node:child_process';
import { buildIfStale } from '../kernel/built-dist.js';
import { checkout } from './checkout.js';

/** These tests run what a user runs: the built command line and the compiled examples. */
// Named so that it counts as configuration: vitest calls it, nobody imports it.
export function setup(): void {
  buildIfStale();
  execFileSync('bash', ['scripts/build-examples.sh'], { cwd: checkout, stdio: 'inherit' });
}
