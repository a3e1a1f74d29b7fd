import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { ok } from '../../src/model/outcome.js';
import { beginning, type Checkpoint, type World } from '../../src/model/world.js';
import { openWorld, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
const heldMs = 700;

afterAll(() => {
  bench[Symbol.dispose]();
});

/** To the n-th choice point from here, with a checkpoint there. */
async function saveAtNext(world: World, call: string): Promise<Checkpoint> {
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') throw new Error(`never came to ${call}: ${JSON.stringify(step)}`);
    if (step.point.call === call) return world.checkpoint();
    world.decide(ok);
  }
}

/** From where the world stands to its end. @returns what the program under test wrote */
async function finish(world: World): Promise<string> {
  for (;;) {
    world.decide(ok);
    const step = await world.runToChoice();
    if (step.kind === 'ended')
      return step.termination.programs.map(({ stdout, stderr }) => stdout + stderr).join('');
  }
}

async function goBackAndFinish(world: World, place: Checkpoint): Promise<string> {
  await pause(heldMs);
  world.restore(place);
  return finish(world);
}

async function mustHaveRewound(world: World, times: number): Promise<void> {
  expect(await world.travel()).toMatchObject({ rewound: times, refusals: {} });
}

test('waits until a shifted time are saved and shifted anew', async () => {
  const program = await bench.compile('rewind/clock-deadlines');
  await using world = await openWorld(
    settingsFor([program, 'again'], { engine: 'rewind', time: 'real' }),
  );
  world.restore(beginning);
  const first = await saveAtNext(world, 'socket');
  await pause(heldMs);
  world.restore(first);
  world.decide(ok);
  const second = await saveAtNext(world, 'socket');
  expect(await finish(world)).toBe('done\n');
  for (const place of [second, first, second])
    expect(await goBackAndFinish(world, place)).toBe('done\n');
  await mustHaveRewound(world, 4);
});

const script = `
import socket, threading, time
def now(): return [time.monotonic(), time.time(), time.perf_counter()]
before = now()
deadline = time.monotonic() + 0.4
socket.socket().close()
print(all(0 <= b - a < 0.5 for a, b in zip(before, now())))
while time.monotonic() < deadline: threading.Event().wait(deadline - time.monotonic())
print(0.4 <= time.monotonic() - before[0] < 1.2)
`;

test('python3 goes on from the checkpoint', async (context) => {
  const python = '/usr/bin/python3';
  if (!existsSync(python)) context.skip('python3 is not installed');
  const settings = settingsFor([python, '-c', script], { engine: 'rewind', time: 'real' });
  await using world = await openWorld(settings);
  world.restore(beginning);
  const place = await saveAtNext(world, 'socket');
  expect(await finish(world)).toBe('True\nTrue\n');
  for (let time = 1; time <= 3; time++)
    expect(await goBackAndFinish(world, place)).toBe('True\nTrue\n');
  await mustHaveRewound(world, 3);
});
