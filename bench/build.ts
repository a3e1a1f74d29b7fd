import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const fixtures = join(import.meta.dirname, 'fixtures');

/** Where the benchmark's own programs are, once they are built. */
export const bin = join(fixtures, 'bin');

/** Compile the benchmark's own programs. */
export function build(): void {
  mkdirSync(bin, { recursive: true });
  for (const name of ['idle', 'one-call', 'fork', 'threads'])
    execFileSync('cc', ['-O1', '-pthread', '-o', join(bin, name), join(fixtures, `${name}.c`)]);
}
