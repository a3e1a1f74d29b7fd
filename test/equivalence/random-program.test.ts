import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { randomProgram } from './random-program.js';

const drawn = Array.from({ length: 200 }, (_, seed) => randomProgram(seed));

function wordsOf(scripts: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(
    scripts.flat().map((operation) => operation.split(' ')[0]?.replace('try-', '') ?? ''),
  );
}

describe('random programs', () => {
  it('are the same for the same seed', () => {
    expect(drawn.map(({ seed }) => randomProgram(seed))).toEqual(drawn);
  });

  it('make use of every operation that there is', () => {
    const source = readFileSync(join(import.meta.dirname, 'fixtures/entries.h'), 'utf8');
    const known = [...source.matchAll(/^ {4}\{"([a-z-]+)", op_/gm)].map(([, word]) => word);
    const used = wordsOf(drawn.flatMap(({ client, server }) => [client, server]));
    expect(known.filter((word) => !used.has(word ?? ''))).toEqual([]);
    expect([...used].filter((word) => !['fork', 'thread', 'end', ...known].includes(word))).toEqual(
      [],
    );
  });

  it('wait for the clock only where nobody else acts', () => {
    const patient = ['sleep', 'interval', 'posix-timer', 'receive-limit'];
    const others = drawn.map(({ sutIs, client, server }) =>
      sutIs === 'client' ? server : [...client, ...server],
    );
    expect(patient.filter((word) => wordsOf(others).has(word))).toEqual([]);
  });
});
