import type { ChoicePoint } from '../../src/model/choice-point.js';
import { ok, outcomeId } from '../../src/model/outcome.js';
import { beginning, type Checkpoint, type World } from '../../src/model/world.js';

/** What the program printed on each path, by the path. */
type Tree = Record<string, string>;

interface Branching {
  readonly checkpoint: Checkpoint;
  readonly point: ChoicePoint;
}

/** All paths with at most so many faults, from the last choice to the first. */
export async function exploreByHand(world: World, faultsMax: number): Promise<Tree> {
  const tree: Tree = {};
  const goOn = async (path: string, faults: number): Promise<void> => {
    const branchings = await runToEnd(world, faults < faultsMax, (output) => {
      tree[path] = output;
    });
    for (const { checkpoint, point } of branchings.reverse()) {
      for (const outcome of point.outcomes.filter(({ kind }) => kind !== ok.kind)) {
        world.restore(checkpoint);
        world.decide(outcome);
        await goOn(`${path} ${point.id}=${outcomeId(outcome)}`, faults + 1);
      }
      world.drop(checkpoint);
    }
  };
  world.restore(beginning);
  await goOn('beginning', 0);
  return tree;
}

async function runToEnd(
  world: World,
  branches: boolean,
  tell: (output: string) => void,
): Promise<Branching[]> {
  const branchings: Branching[] = [];
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') {
      const { reason, programs } = step.termination;
      tell(`${step.kind} ${reason.kind}\n${programs[0]?.stdout ?? ''}`);
      return branchings;
    }
    const { point } = step;
    if (branches && point.outcomes.length > 1)
      branchings.push({ checkpoint: world.checkpoint(), point });
    world.decide(ok);
  }
}
