import { execFileSync } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { soundBaseline } from '../../src/campaign/check-baseline.js';
import { minimiseDefects } from '../../src/campaign/minimise-defects.js';
import { runOracle } from '../../src/campaign/run-oracle.js';
import { loadConfig } from '../../src/config/load-config.js';
import { createStrategy } from '../../src/explore/create-strategy.js';
import type { RunOracle } from '../../src/explore/events.js';
import { search } from '../../src/explore/explorer.js';
import { outcomeId } from '../../src/model/outcome.js';
import type { Defect } from '../../src/model/run.js';
import type { Settings } from '../../src/model/settings.js';
import type { Candidate } from '../../src/model/strategy-function.js';
import type { World } from '../../src/model/world.js';
import { Defects } from '../../src/oracle/defects.js';
import { expectedAnswers } from '../../src/oracle/expected-answers.js';
import { present } from '../../src/support/assert.js';
import { checkout, example } from '../e2e/checkout.js';
import { resolved } from '../equivalence/resolved.js';
import { openWorld } from './explore-fixture.js';

interface Seeded {
  readonly name: string;
  /** What no example minds, and what its mistake is about. */
  readonly harmless: readonly string[];
  readonly fatal: readonly string[];
  readonly times?: number;
  /** So many faults has the path that is found, at least, and these are enough. */
  readonly found: number;
  readonly enough: readonly RegExp[];
}

const lost = ['ECONNRESET', 'ECONNABORTED', 'ECONNREFUSED'];
const client: Pick<Seeded, 'harmless' | 'fatal'> = { harmless: ['delay'], fatal: lost };
const leaks = ['socket', 'wedge', 'wrong'].map((mistake): Seeded => {
  const at = mistake === 'wrong' ? /^send server:7200 / : /^(recv|send) server:7200 /;
  return { ...client, name: `leaks/${mistake}`, found: 2, enough: [at] };
});

const examples: readonly Seeded[] = [
  { ...client, name: 'alphabet/assert', found: 2, enough: [/^recv client:5000 /] },
  { ...client, name: 'alphabet/segv', found: 1, enough: [/^(send|recv) client:5000 /] },
  { ...client, name: 'http-server/chokepoint', found: 3, enough: [/>write_head>/] },
  { ...client, name: 'workers/chokepoint', found: 2, enough: [/^accept4 listener:7000 /] },
  { ...client, name: 'chat/chokepoint', found: 3, enough: [/>broadcast>/] },
  { ...client, name: 'retry/chokepoint', found: 1, times: 2, enough: [/ client:7100 /] },
  {
    name: 'names/chokepoint',
    harmless: ['duplicate', 'delay'],
    fatal: ['dns-servfail'],
    found: 2,
    enough: [/^recvfrom udp:53 /],
  },
  {
    name: 'fallback/chokepoint',
    harmless: ['ENETUNREACH'],
    fatal: lost,
    found: 3,
    enough: [/ client:7300 /, / client:7301 /],
  },
  ...leaks,
];

beforeAll(() => {
  execFileSync('bash', ['scripts/build-examples.sh'], { cwd: checkout, stdio: 'inherit' });
});

it.each(examples)('$name is reported with as few faults as it needs', async (seeded) => {
  const settings = await settingsOf(seeded);
  await using world = await openWorld(settings);
  const { termination, again } = await soundBaseline(world, settings, undefined);
  const oracle = runOracle({ settings, predicate: undefined }, expectedAnswers(termination, again));
  const defect = await firstDefect(world, settings, oracle, seeded);
  expect(defect.path.length).toBeGreaterThanOrEqual(seeded.found);
  const signal = new AbortController().signal;
  const surroundings = { world, oracle, known: [], signal, now: () => 0 };
  const minimal = await minimiseDefects([defect], surroundings);
  const expected = seeded.enough.map((name) => expect.stringMatching(name) as string);
  expect(minimal.map(textsOf)).toEqual([expected]);
  for (const { path } of minimal)
    for (const { outcome } of path) expect(seeded.harmless).not.toContain(outcomeId(outcome));
});

function textsOf({ path, sites }: Defect): readonly string[] {
  return path.map(({ outcome }, i) => `${sites[i]?.name ?? ''} = ${outcomeId(outcome)}`);
}

async function settingsOf({ name, harmless, fatal, times = 1 }: Seeded): Promise<Settings> {
  const { config, directory } = await loadConfig(example(`${name}.config.ts`));
  const rules = [{ outcomes: [...harmless] }, { outcomes: [...fatal], persistence: { times } }];
  const limits = { ...config.limits, maxFaults: 3 };
  const order = { strategy: () => 0, engine: 'rewind' } as const;
  // Two paths that differ in what is harmless alone may lead to the same state.
  const states = { visited: false };
  const changed = { ...config, ...order, faults: { rules }, limits, states };
  return resolved(changed, directory, { PATH: process.env['PATH'] });
}

/** The first that is found by who adds what is harmless to everything first. */
async function firstDefect(
  world: World,
  settings: Settings,
  oracle: RunOracle,
  { harmless }: Seeded,
): Promise<Defect> {
  const defects = new Defects();
  const idly = ({ outcome, path }: Candidate): number =>
    path.length * 2 + (harmless.includes(outcome) === path.length < 2 ? 1 : 0);
  await search({
    worlds: [world],
    strategy: createStrategy(settings, idly),
    limits: settings.limits,
    thorough: true,
    stopAtFirst: true,
    oracle,
    events: {
      onPoint: () => undefined,
      onRun: () => undefined,
      onDefect: ({ run, sites, firings }) => void defects.add(run, sites, firings),
    },
    recorded: new Map(),
    signal: new AbortController().signal,
    now: () => performance.now(),
  });
  return present(defects.list()[0], 'a defect');
}
