import type { FrozenWorld } from '../frozen-world.js';
import { SavedPlace } from './saved-place.js';
import type { SavedTree } from './written-trees.js';

/** What programs have done to files, and where they stand among them. */
export class SavedWriting {
  private constructor(
    private readonly trees: readonly SavedTree[],
    private readonly places: readonly SavedPlace[],
  ) {}

  /** @throws RewindRefused */
  static capture(world: FrozenWorld): SavedWriting {
    const trees = world.written.capture(world.processes);
    return new SavedWriting(
      trees,
      world.processes.map((process) => SavedPlace.capture(process, world)),
    );
  }

  /**
   * Before the descriptors are given back: a file that has lost its last name gets another inode,
   * and is opened anew. @throws RewindRefused
   */
  restore(world: FrozenWorld): void {
    world.written.restore(this.trees, world.processes);
    for (const place of this.places) place.restore(world);
  }
}
