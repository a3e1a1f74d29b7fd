import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parseOutcomeId } from '../../src/model/outcome.js';
import type { Settings } from '../../src/model/settings.js';
import { beginning, type Step, type World } from '../../src/model/world.js';
import { present } from '../../src/support/assert.js';
import { openWorld, program, settingsFor } from './explore-fixture.js';
import type { Workbench } from './workbench.js';

/** Where an outcome is taken: at the n-th choice point, from 1, of a call. */
interface Place {
  readonly call: string;
  readonly nth?: number;
  readonly outcome: string;
}

/** How a run ended, as far as it must be the same each time. */
interface Ending {
  readonly reason: string;
  readonly stdout: string;
  readonly exitCode: number | undefined;
}

type Plan = NonNullable<Parameters<typeof settingsFor>[1]>;

/** A world of each engine in which a program runs that is told by its standard input what to do. */
export class BothEngines implements AsyncDisposable {
  private constructor(
    private readonly input: string,
    private readonly replay: World,
    private readonly rewind: World,
  ) {}

  static async open(
    bench: Workbench,
    argv: readonly string[],
    plan: Plan = {},
  ): Promise<BothEngines> {
    const input = bench.path('input');
    writeFileSync(input, '');
    const sut = program('sut', argv, { stdin: input });
    const open = async (engine: Settings['engine']): Promise<World> =>
      openWorld(settingsFor(sut, { ...plan, engine, verify: engine === 'rewind' }));
    return new BothEngines(input, await open('replay'), await open('rewind'));
  }

  /**
   * What the program does when the outcome is taken. Both engines must agree, and `rewind` also
   * after it went back to the choice point, from the outcome and from none.
   */
  async run(input: string, place: Place): Promise<Ending> {
    writeFileSync(this.input, input);
    const replayed = await endings(this.replay, place);
    const before = await this.rewind.travel();
    expect(await endings(this.rewind, place), 'rewind').toEqual(replayed);
    const { rewound, refusals } = await this.rewind.travel();
    expect(rewound - before.rewound, JSON.stringify(refusals)).toBe(replayed.length - 1);
    const [first, , again] = replayed;
    expect(again).toEqual(first);
    return present(first, 'no ending');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.replay[Symbol.asyncDispose]();
    await this.rewind[Symbol.asyncDispose]();
  }
}

async function endings(world: World, place: Place): Promise<readonly Ending[]> {
  world.restore(beginning);
  await reach(world, place);
  const checkpoint = world.checkpoint();
  const found: Ending[] = [];
  for (const outcome of [place.outcome, 'ok', place.outcome]) {
    if (found.length > 0) world.restore(checkpoint);
    world.decide(present(parseOutcomeId(outcome), 'no outcome'));
    found.push(await finish(world));
  }
  world.drop(checkpoint);
  return found;
}

async function reach(world: World, { call, nth = 1 }: Place): Promise<void> {
  for (let met = 0; ;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') throw new Error(`${call} was met ${String(met)} times`);
    if (step.point.call === call && ++met === nth) return;
    world.decide({ kind: 'ok' });
  }
}

async function finish(world: World): Promise<Ending> {
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') return endingOf(step);
    world.decide({ kind: 'ok' });
  }
}

function endingOf(step: Exclude<Step, { kind: 'choice' }>): Ending {
  const { reason, programs } = step.termination;
  const sut = programs.find(({ role }) => role === 'sut');
  const exitCode = sut?.status?.kind === 'exited' ? sut.status.code : undefined;
  return { reason: reason.kind, stdout: sut?.stdout ?? '', exitCode };
}
