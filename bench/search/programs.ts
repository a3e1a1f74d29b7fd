import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultsConfig } from './subject.js';
import { bin } from '../build.js';

/** An example with a mistake, compiled with counters: all strategies explore the same program. */
export interface SeededExample {
  readonly name: string;
  /** Below `examples`, without `.config.ts`. */
  readonly config: string;
  readonly sut: string;
  readonly faults: FaultsConfig;
}

const examples = join(import.meta.dirname, '../../examples');
const counting = join(bin, 'counting');

const all: FaultsConfig = 'all';
/** What happens once happens twice: a client that tries again does not see it otherwise. */
const twice: FaultsConfig = { preset: 'all', persistence: { times: 2 } };

const leaks = ['socket', 'child', 'memory', 'wedge', 'wrong'];

export const seededExamples: readonly SeededExample[] = [
  seeded('alphabet, assertion', 'alphabet/assert', 'alphabet-assert'),
  seeded('alphabet, segfault', 'alphabet/segv', 'alphabet-segv'),
  seeded('names', 'names/chokepoint', 'names'),
  seeded('retry', 'retry/chokepoint', 'retry', twice),
  seeded('fallback', 'fallback/chokepoint', 'fallback'),
  seeded('http-server', 'http-server/chokepoint', 'http-server'),
  seeded('workers', 'workers/chokepoint', 'workers'),
  seeded('chat', 'chat/chokepoint', 'chat'),
  ...leaks.map((mistake) => seeded(`leaks, ${mistake}`, `leaks/${mistake}`, 'leaks')),
];

function seeded(name: string, config: string, program: string, faults = all): SeededExample {
  return {
    name,
    config: join(examples, `${config}.config.ts`),
    sut: join(counting, program),
    faults,
  };
}

/** Compiles the programs under test with counters. */
export function buildCounting(): void {
  mkdirSync(counting, { recursive: true });
  compile('alphabet-assert', 'alphabet', '-DVARIANT=ASSERT', 'client.c');
  compile('alphabet-segv', 'alphabet', '-DVARIANT=SEGV', 'client.c');
  for (const client of ['names', 'retry', 'fallback']) compile(client, client, 'client.c');
  compile('http-server', 'http-server', 'server.c', 'request.c', 'content.c');
  for (const server of ['workers', 'chat', 'leaks'])
    compile(server, server, '-pthread', 'server.c');
}

function compile(program: string, example: string, ...words: readonly string[]): void {
  const flags = ['-std=c11', '-O1', '-g', '-fprofile-arcs', '-o', join(counting, program)];
  execFileSync('cc', [...flags, ...words, '../shared/net.c'], { cwd: join(examples, example) });
}
