import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test, type TestContext } from 'vitest';
import type { ExitStatus } from '../../src/model/termination.js';
import type { Travel } from '../../src/model/world.js';
import { AreaWorlds, usual } from './rewind-area.js';
import type { Account, RewindWorld, WorldKind } from './rewind-world.js';
import { Workbench } from './workbench.js';

/** One kernel object in one state. */
interface RingCase {
  readonly title: string;
  /** The case's name in the area's program; its peer, if it has one, is the case `NAME-peer`. */
  readonly name: string;
  /** The lines that it prints, before and after the choice point. */
  readonly sees: readonly string[];
  readonly peerSees?: readonly string[];
  /** How it ends, unless by itself with 0. */
  readonly ends?: ExitStatus;
  /** It does not end: nothing is left that could wake it. */
  readonly hangs?: true;
  /** What cannot be captured, and how the refusal calls it. */
  readonly refused?: RegExp;
  /** What need not be captured; but then it is refused by this name. */
  readonly mayBeRefused?: RegExp;
  /** How long the world is left alone before each way back. */
  readonly heldMs?: number;
}

const timesBack = 3;
/** One for the run that the checkpoint is taken in, one for the run without. */
const timesBegun = 2;

/**
 * Tests of one area: the program `fixtures/rewind/AREA.c`, with a case for every state.
 * @param flags of the compiler
 */
export function ring(area: string, cases: readonly RingCase[], ...flags: readonly string[]): void {
  ringIn(usual, area, cases, ...flags);
}

/** The same in a world of another kind. */
export function ringIn(
  kind: WorldKind,
  area: string,
  cases: readonly RingCase[],
  ...flags: readonly string[]
): void {
  const bench = new Workbench();
  const worlds = new AreaWorlds(bench, kind, area, flags);
  // A file that the programs find in their directory, below the world's layer.
  writeFileSync(bench.path('given'), 'given');

  const inWords = kind === usual ? [] : [`in ${kind.engine}, time ${kind.time}`];
  describe([area, ...flags, ...inWords].join(' '), () => {
    afterAll(async () => {
      await worlds[Symbol.asyncDispose]();
      bench[Symbol.dispose]();
    });
    for (const ringCase of cases)
      test(ringCase.title, (context) =>
        worlds.use(ringCase.name, ringCase.peerSees !== undefined, (world) =>
          check(world, kind, ringCase, context),
        ),
      );
  });
}

async function check(
  world: RewindWorld,
  { engine }: WorldKind,
  ringCase: RingCase,
  context: TestContext,
): Promise<void> {
  const before = await world.travel();
  const place = await world.saveAtChoicePoint();
  const first = await world.finish();
  skipWhereUnavailable(first, context);
  expect(first).toMatchObject(expected(ringCase));
  for (let time = 1; time <= timesBack; time++) {
    await world.goBack(place, ringCase.heldMs ?? 0);
    expect(await world.finish(), `after going back ${String(time)} times`).toEqual(first);
  }
  expect(await world.runPlain(), 'without a checkpoint').toEqual(first);
  world.drop(place);
  if (engine === 'rewind') checkTravel(before, await world.travel(), ringCase);
}

/** The program says so itself where the kernel lacks the object. */
function skipWhereUnavailable({ programs }: Account, context: TestContext): void {
  const said = programs.map(({ stdout }) => /^unavailable: (.*)$/m.exec(stdout)?.[1]);
  const what = said.find((text) => text !== undefined);
  if (what !== undefined) context.skip(`this kernel has no ${what}`);
}

function expected({ sees, peerSees, ends, hangs }: RingCase): object {
  const end = hangs === true ? {} : { status: ends ?? { kind: 'exited', code: 0 } };
  const sut = { role: 'sut', ...end, stdout: lines(sees), stderr: '' };
  const peer = { role: 'peer', stdout: lines(peerSees ?? []), stderr: '' };
  const reason = hangs === true ? 'no-progress' : 'sut-ended';
  return { reason, programs: peerSees === undefined ? [sut] : [peer, sut] };
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

/** Going back by starting again would hide what the engine does not put back. */
function checkTravel(before: Travel, after: Travel, { refused, mayBeRefused }: RingCase): void {
  const reasons = newReasons(before, after).join('; ');
  const name = refused ?? mayBeRefused;
  if (refused !== undefined || (name !== undefined && reasons !== '')) {
    expect(reasons).toMatch(name ?? /./);
    return;
  }
  const rewound = after.rewound - before.rewound;
  expect(rewound, `refused: ${reasons}`).toBeGreaterThanOrEqual(timesBack);
  expect(after.reexecuted - before.reexecuted, `refused: ${reasons}`).toBe(timesBegun);
}

function newReasons(before: Travel, after: Travel): readonly string[] {
  const counts = Object.entries(after.refusals);
  return counts.filter(([why, count]) => count > (before.refusals[why] ?? 0)).map(([why]) => why);
}
