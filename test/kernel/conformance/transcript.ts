import type { Settings } from '../../../src/model/settings.js';
import type { ChoicePoint } from '../../../src/model/choice-point.js';
import { ok, parseOutcomeId } from '../../../src/model/outcome.js';
import {
  beginning,
  type Checkpoint,
  type Step,
  type Travel,
  type World,
} from '../../../src/model/world.js';
import { present } from '../../../src/support/assert.js';
import { openWorld, settingsFor } from '../explore-fixture.js';

/** The engine that runs a program, and what else of the settings is not as usual. */
export type Plan = Partial<Settings> & Pick<Settings, 'engine'>;

/** What is said of each row about the program's end, and about the other one. */
interface Transcript {
  readonly program: readonly string[];
  readonly other: readonly string[];
  /** Why an engine could not go back by itself. */
  readonly refusals: Travel['refusals'];
}

/**
 * What a program prints, each of whose decisive calls gets the outcome that belongs to it, in
 * their order. With `goesBack` every decision is taken, undone after a few calls, and taken again.
 */
export async function transcriptOf(
  argv: readonly string[],
  outcomes: readonly string[],
  plan: Plan,
  goesBack = false,
): Promise<Transcript> {
  await using world = await openWorld(settingsFor(argv, plan));
  return await transcriptIn(world, outcomes, goesBack);
}

export async function transcriptIn(
  world: World,
  outcomes: readonly string[],
  goesBack = false,
): Promise<Transcript> {
  const wanted = [...outcomes];
  world.restore(beginning);
  for (let step = await world.runToChoice(); ;) {
    if (step.kind === 'diverged') throw new Error(`never met ${step.expected}`);
    if (step.kind === 'ended') {
      if (wanted.length > 0) throw new Error(`${String(wanted.length)} outcomes were not met`);
      return { ...linesOf(step), refusals: (await world.travel()).refusals };
    }
    const id = isDecisive(step.point) ? (wanted.shift() ?? 'ok') : 'ok';
    if (goesBack && id !== 'ok') await thereAndBack(world, id);
    world.decide(present(parseOutcomeId(id), id));
    step = await world.runToChoice();
  }
}

const callsBeyond = 4;

async function thereAndBack(world: World, id: string): Promise<void> {
  const here: Checkpoint = world.checkpoint();
  world.decide(present(parseOutcomeId(id), id));
  for (let calls = 0; calls < callsBeyond; calls++) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') break;
    world.decide(ok);
  }
  world.restore(here);
  world.drop(here);
}

function isDecisive({ stack }: ChoicePoint): boolean {
  return stack[0]?.function !== undefined && stack.some((frame) => frame.function === 'decisive');
}

function linesOf(step: Step & { kind: 'ended' }): Omit<Transcript, 'refusals'> {
  const [program] = step.termination.programs;
  if (step.termination.reason.kind !== 'sut-ended')
    throw new Error(`${step.termination.reason.kind}\n${program?.stdout.slice(-600) ?? ''}`);
  return { program: lines(program?.stdout), other: lines(program?.stderr) };
}

function lines(text = ''): readonly string[] {
  return text.trimEnd().split('\n');
}
