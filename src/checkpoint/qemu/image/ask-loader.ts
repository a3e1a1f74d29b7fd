import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Surroundings } from './surroundings.js';

interface Loaded {
  /** As the loader names them: symbolic links are not followed. */
  readonly files: readonly string[];
  /** What the loader says where something is missing. */
  readonly complaint: string | undefined;
}

/** What changes where libraries are found, or which. */
const loaderVariables = ['LD_LIBRARY_PATH', 'LD_PRELOAD'];

/** `	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x7f…)`, or the path alone. */
const libraryLine = /^\s+(?:\S+ => )?(\S*\/.*?)(?: \(0x[0-9a-f]+\))?$/;

/** The libraries of a program or library: its loader lists them as for ldd(1), and runs nothing. */
export function askLoader(loader: string, file: string, around: Surroundings): Loaded {
  const { status, stdout, stderr, error } = spawnSync(loader, ['--list', file], {
    cwd: around.cwd,
    env: loaderEnvironment(around),
    encoding: 'utf8',
  });
  if (error !== undefined) return { files: [], complaint: whyNotStarted(error) };
  const named = stdout.split('\n').flatMap((line) => libraryLine.exec(line)?.[1] ?? []);
  const files = named.map((name) => path.resolve(around.cwd, name)).flatMap(withPlainVariant);
  return { files: [loader, ...files], complaint: status === 0 ? undefined : stderr.trim() };
}

function whyNotStarted(error: Error): string {
  const isMissing = 'code' in error && error.code === 'ENOENT';
  return isMissing ? 'there is no such loader' : error.message;
}

function loaderEnvironment({ env }: Surroundings): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => loaderVariables.includes(name)));
}

/** A library built for this very processor: the guest's may be a plainer one. */
function withPlainVariant(library: string): readonly string[] {
  const plain = library.replace(/\/glibc-hwcaps\/[^/]+\//, '/');
  return plain === library ? [library] : [library, plain];
}
