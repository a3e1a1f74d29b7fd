import { afterAll, describe, expect, test } from 'vitest';
import type { ProgramEnd } from '../../src/model/termination.js';
import { program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();

afterAll(() => {
  bench[Symbol.dispose]();
});

/** @param leaves what the peer does when it has seen the end of the program under test */
async function peerAfter(engine: 'rewind' | 'replay', leaves: readonly string[]): Promise<unknown> {
  const script = await bench.compile('../../equivalence/fixtures/script');
  const serves = ['socket 0 4 s', 'bind 0 4:5000', 'listen 0 4', 'print ready', 'accept 0 1'];
  const peer = program('peer', [script, ...serves, 'try-recv 1 9', ...leaves], {
    ready: { kind: 'line', pattern: '^print ready' },
  });
  const sut = [script, 'socket 1 4 s', 'connect 1 4:5000', 'close 1', 'exit 0'];
  const { termination } = await runOnce(sut, { engine, time: 'virtual', peers: [peer] });
  expect(termination.reason.kind).toBe('sut-ended');
  return termination.programs.find(({ role }: ProgramEnd) => role === 'peer')?.status;
}

describe.for(['rewind', 'replay'] as const)('after the end of the program in %s', (engine) => {
  // Its timer goes off when it has worked for longer than the others have by our clock.
  test('a peer comes to its end that is busy until a timer goes off', async () => {
    const leaves = ['timer 2 3', 'timer-take 2 spin', 'exit 5'];
    expect(await peerAfter(engine, leaves)).toEqual({ kind: 'exited', code: 5 });
  });

  test('nobody waits for a peer that is busy for long', async () => {
    const leaves = ['timer 2 900', 'timer-take 2 spin', 'exit 5'];
    expect(await peerAfter(engine, leaves)).toBeUndefined();
  });
});
