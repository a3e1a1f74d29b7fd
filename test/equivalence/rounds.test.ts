import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.js';
import { ok } from '../../src/model/outcome.js';
import type { Settings } from '../../src/model/settings.js';
import type { ProgramEnd } from '../../src/model/termination.js';
import { beginning, type Step, type World } from '../../src/model/world.js';
import { example } from '../e2e/checkout.js';
import { openWorld } from '../kernel/explore-fixture.js';
import { isInstalled } from '../real/golden.js';
import { resolved } from './resolved.js';
import { ringEngine } from './ring-engine.js';
import { withoutTimes } from './without-times.js';

/** As many as the ring has time for; CHOKEPOINT_ROUNDS=1000 takes longer. */
const rounds = Number(process.env['CHOKEPOINT_ROUNDS'] ?? 50);

/** Fault-free runs; `round` is called at every choice point and leads to the next step. */
async function run(world: World, round: (world: World) => Promise<Step>): Promise<string> {
  world.restore(beginning);
  let step = await world.runToChoice();
  while (step.kind === 'choice') step = await round(world);
  return ends(step.termination.programs);
}

function ends(programs: readonly ProgramEnd[]): string {
  return JSON.stringify(programs.map((end) => ({ ...end, stdout: withoutTimes(end.stdout) })));
}

async function goOn(world: World): Promise<Step> {
  world.decide(ok);
  return world.runToChoice();
}

/** Save, let the programs work up to the next choice, put all back, and go there again. */
async function saveAndRestore(world: World): Promise<Step> {
  const here = world.checkpoint();
  const first = await goOn(world);
  world.restore(here);
  const again = await goOn(world);
  world.drop(here);
  expect(again.kind, JSON.stringify(again).slice(0, 3000)).toBe(first.kind);
  return again;
}

async function expectNoWakeUpLost(settings: Settings): Promise<void> {
  await using world = await openWorld(settings);
  const plain = await run(world, goOn);
  let done = 0;
  while (done < rounds) {
    const end = await run(world, async (in_) => {
      done += 1;
      return saveAndRestore(in_);
    });
    expect(end, `after ${String(done)} rounds`).toBe(plain);
  }
  const { rewound, refusals } = await world.travel();
  if (settings.engine === 'rewind')
    expect({ rewound, refusals }, JSON.stringify(refusals)).toEqual({
      rewound: done,
      refusals: {},
    });
}

describe(`${String(rounds)} times saved and put back while it works`, () => {
  it('the chat server, with its client', async () => {
    const { config, directory } = await loadConfig(example('chat/chokepoint.config.ts'));
    const settings = resolved(config, directory, { PATH: process.env['PATH'] });
    await expectNoWakeUpLost({ ...settings, engine: ringEngine });
  });

  it('redis-server, with redis-cli', async (context) => {
    context.skip(!isInstalled('redis-server'), 'not installed: redis-server');
    const scratch = mkdtempSync(join(tmpdir(), 'chokepoint-equivalence-'));
    try {
      const config = {
        sut: {
          command: 'redis-server --port 6379 --bind 127.0.0.1 --save "" --appendonly no',
          ready: { port: 6379 },
        },
        drivers: ['redis-cli -p 6379 SET key value', 'redis-cli -p 6379 GET key'],
      };
      const settings = resolved(config, scratch, { PATH: process.env['PATH'] });
      await expectNoWakeUpLost({ ...settings, engine: ringEngine });
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});
