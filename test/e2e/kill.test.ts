import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const moments = 20;
const atOnce = 4;
const latestMs = 3000;

/** mulberry32: the same moments again for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const seed = Number(process.env['CHOKEPOINT_SEED'] ?? Date.now() % 2 ** 31);

/** @returns whether it was still running then */
async function killedAfter(ms: number): Promise<boolean> {
  using workspace = new Workspace();
  const { child, ended } = workspace.start([
    'explore',
    '--thorough',
    ...configOf('http-server/chokepoint'),
  ]);
  await delay(ms);
  child.kill('SIGKILL');
  const { code } = await ended;
  await workspace.expectNothingLeft();
  return code === 'SIGKILL';
}

it(`kill -9 at ${moments} random moments leaves nothing (CHOKEPOINT_SEED=${seed})`, async () => {
  const random = randomNumbers(seed);
  const outcomes: boolean[] = [];
  for (let done = 0; done < moments; done += atOnce) {
    const batch = Array.from({ length: atOnce }, () => killedAfter(random() * latestMs));
    outcomes.push(...(await Promise.all(batch)));
  }
  expect(outcomes.filter(Boolean).length, 'killed while running').toBeGreaterThan(moments / 2);
});
