import { createStrategy } from '../../src/explore/create-strategy.js';
import type { FinishedRun } from '../../src/explore/events.js';
import { search } from '../../src/explore/explorer.js';
import type { ChoicePoint, Frame } from '../../src/model/choice-point.js';
import { outcomeId } from '../../src/model/outcome.js';
import { pathKey } from '../../src/model/path.js';
import type { Settings } from '../../src/model/settings.js';
import { exitLabel, type EndReason, type Termination } from '../../src/model/termination.js';
import { describeVerdict } from '../../src/model/verdict.js';
import type { Travel, World } from '../../src/model/world.js';
import { isDefect } from '../../src/oracle/is-defect.js';
import { judge } from '../../src/oracle/judge.js';
import { openWorld } from '../kernel/explore-fixture.js';
import { withoutTimes } from './without-times.js';

/** A run as text: what is left out may differ from run to run, such as times and ports. */
export interface TreeRun {
  readonly path: string;
  /** Where its faults were injected, by name. */
  readonly faults: readonly string[];
  /** The choice points after the mark that it started from. */
  readonly points: readonly string[];
  /** What is known of its end, one fact each. */
  readonly end: readonly string[];
}

export interface ExploredTree {
  /** By the mark that it started from, in the order of these marks. */
  readonly runs: ReadonlyMap<string, TreeRun>;
  readonly travel: readonly Travel[];
}

/** Explores with the real search over real worlds, one per job. */
export async function exploreTree(settings: Settings): Promise<ExploredTree> {
  const worlds: World[] = [];
  try {
    while (worlds.length < settings.jobs) worlds.push(await openWorld(settings));
    const finished: FinishedRun[] = [];
    await searchAll(settings, worlds, (run) => finished.push(run));
    const travel = await Promise.all(worlds.map(async (world) => world.travel()));
    const runs = finished.map((run) => [run.from, treeRun(run)] as const);
    return { runs: new Map(runs.toSorted(([a], [b]) => (a < b ? -1 : 1))), travel };
  } finally {
    await Promise.all(worlds.map(async (world) => world[Symbol.asyncDispose]()));
  }
}

async function searchAll(
  settings: Settings,
  worlds: readonly World[],
  onRun: (run: FinishedRun) => void,
): Promise<void> {
  await search({
    worlds,
    strategy: createStrategy(settings, undefined),
    limits: settings.limits,
    thorough: settings.thorough,
    stopAtFirst: settings.stopAtFirst,
    oracle: {
      judge: (termination) => judge(termination, settings, undefined),
      isDefect: (verdict) => isDefect(verdict, settings),
    },
    events: { onPoint: () => undefined, onRun, onDefect: () => undefined },
    recorded: new Map(),
    signal: new AbortController().signal,
    now: () => performance.now(),
  });
}

function treeRun({ run, sites }: FinishedRun): TreeRun {
  const { path, points, termination, verdict } = run;
  return {
    path: pathKey(path),
    faults: sites.map(({ name }, index) => {
      const decision = path[index];
      return `${name} = ${decision === undefined ? '?' : outcomeId(decision.outcome)}`;
    }),
    points: points.map(pointText),
    end: [`verdict: ${describeVerdict(verdict)}`, ...endTexts(termination)],
  };
}

function pointText(point: ChoicePoint): string {
  const { name, id, socket, process, thread, outcomes, bytes } = point;
  const { fd, family, type, nonBlocking, listening } = socket;
  return [
    `${name} (${id}, process ${process}, thread ${thread})`,
    `fd ${fd} ${family} ${type}`,
    `${nonBlocking ? 'non-blocking' : 'blocking'}${listening ? ', listening' : ''}`,
    `of ${bytes ?? 'no'} bytes; outcomes ${outcomes.map(outcomeId).join(' ')}`,
    `at ${stackText(point.stack)}`,
  ].join('; ');
}

function endTexts({ reason, programs, crashes, waiting }: Termination): readonly string[] {
  return [
    `reason: ${reasonText(reason)}`,
    ...programs.flatMap(({ program, status, stdout, stderr }) => [
      `${program}: ${exitLabel(status)}`,
      `${program}, output: ${withoutTimes(stdout)}`,
      `${program}, errors: ${withoutTimes(stderr)}`,
    ]),
    ...crashes.map(
      ({ program, process, signal, stack }) =>
        `crash: ${program}, process ${process}, ${signal} at ${stackText(stack)}`,
    ),
    ...waiting.map(({ call, stack }) => `waits: ${call} at ${stackText(stack)}`),
  ];
}

/** How long it waited is no part of why a run ended. */
function reasonText(reason: EndReason): string {
  return JSON.stringify(reason.kind === 'no-progress' ? reason.kind : reason);
}

function stackText(stack: readonly Frame[]): string {
  return stack.map((frame) => frame.function ?? `${frame.module}+${frame.address}`).join('<');
}
