import type { ChoicePoint } from '../model/choice-point.js';
import { markKey, pathKey, pathOf, type Mark } from '../model/path.js';
import type { Checkpoint, World } from '../model/world.js';
import { present } from '../support/assert.js';
import type { Start } from './start.js';
import type { Trail } from './trail.js';
import type { Walk } from './walk.js';

/** A choice point at which the search branched, while a mark still leads back to it. */
interface Branch {
  readonly point: ChoicePoint;
  readonly checkpoint: Checkpoint;
  /** The world that may hold a snapshot; absent when the run was taken from a journal. */
  readonly holder: World | undefined;
  readonly depth: number;
  readonly sites: readonly ChoicePoint[];
  readonly firings: readonly number[];
  readonly trail: Trail | undefined;
  /** Marks whose runs have not ended. */
  open: number;
}

/** Keeps a checkpoint for as long as a mark needs it, then gives it back to its world. */
export class Branches {
  private readonly branches = new Map<string, Branch>();
  private readonly unneeded = new Map<World, Checkpoint[]>();
  private taken = 0;

  /** How many checkpoints were taken so far. */
  get count(): number {
    return this.taken;
  }

  /** Remembers the walk's current choice point for this many marks. */
  add(walk: Walk, point: ChoicePoint, marks: number, world: World | undefined): void {
    const key = branchKey(walk.path, point.id);
    const known = this.branches.get(key);
    if (known !== undefined) {
      known.open += marks;
      return;
    }
    this.taken += 1;
    const checkpoint = world?.checkpoint() ?? { path: walk.path, at: point.id };
    const { depth, sites, firings, trail } = walk;
    const branch = { point, checkpoint, holder: world, depth, sites, firings, trail };
    this.branches.set(key, { ...branch, open: marks });
  }

  start(mark: Mark): Start {
    const branch = this.branch(mark);
    const path = pathOf(mark);
    const isFault = path !== mark.path;
    const sites = isFault ? [...branch.sites, branch.point] : branch.sites;
    const firings = isFault ? [...branch.firings, 1] : branch.firings;
    const { checkpoint, depth, trail } = branch;
    const { outcome } = mark;
    return { key: markKey(mark), mark, checkpoint, outcome, path, depth, sites, firings, trail };
  }

  /** One mark less needs its checkpoint. */
  release(mark: Mark): void {
    const branch = this.branch(mark);
    branch.open -= 1;
    if (branch.open > 0) return;
    this.branches.delete(branchKey(mark.path, mark.at));
    if (branch.holder === undefined) return;
    const waiting = this.unneeded.get(branch.holder) ?? [];
    this.unneeded.set(branch.holder, [...waiting, branch.checkpoint]);
  }

  /** Between two runs of the world: a running one must not be disturbed. */
  dropUnneeded(world: World): void {
    for (const checkpoint of this.unneeded.get(world) ?? []) world.drop(checkpoint);
    this.unneeded.delete(world);
  }

  private branch(mark: Mark): Branch {
    const branch = this.branches.get(branchKey(mark.path, mark.at));
    return present(branch, `no checkpoint for ${markKey(mark)}`);
  }
}

function branchKey(path: Mark['path'], at: string): string {
  return `${pathKey(path)}|${at}`;
}
