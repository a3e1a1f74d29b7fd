import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStrategy } from '../../../src/explore/create-strategy.js';
import type { Alternatives, Strategy } from '../../../src/explore/strategy.js';
import { ok } from '../../../src/model/outcome.js';
import { markKey, pathOf, type Mark, type Path } from '../../../src/model/path.js';
import { io, pointOf } from '../../search/fake-world.js';
import { allStrategies } from '../../search/harness.js';

const point = pointOf(io('send', 'EIO', 'eof'), 1);

function alternatives(path: Path, at: string): Alternatives {
  const faults = point.outcomes.slice(1).map((outcome) => ({ path, at, outcome }));
  return [{ path, at, outcome: ok }, ...faults];
}

describe.each(allStrategies)('%s', (strategy) => {
  const create = (): Strategy => createStrategy({ strategy, strategySeed: 3 }, () => 1);

  it('goes on with ok', () => {
    const all = alternatives([], 'a');
    expect(create().choose(point, all)).toBe(all[0]);
  });

  it('has nothing to do at first', () => {
    expect(create().next()).toBeUndefined();
  });

  it('does not mind being asked while there is nothing', () => {
    const [patient, eager] = [create(), create()];
    for (let time = 0; time < 7; time += 1) eager.next();
    const takenFrom = (tested: Strategy): readonly (Mark | undefined)[] => {
      for (const at of ['a', 'b', 'c', 'd', 'e']) tested.choose(point, alternatives([], at));
      return Array.from({ length: 10 }, () => tested.next());
    };
    expect(takenFrom(eager)).toEqual(takenFrom(patient));
  });

  it('gives every other alternative back exactly once, whenever it is asked', () => {
    // true: a choice point is met on the path taken last; false: the next mark is taken.
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (steps) => {
        const tested = create();
        const offered: string[] = [];
        const taken: Mark[] = [];
        for (const [step, meets] of steps.entries()) {
          const last = taken.at(-1);
          const all = alternatives(last ? pathOf(last) : [], `p${String(step)}`);
          if (meets) offered.push(...all.slice(1).map(markKey));
          if (meets) tested.choose(point, all);
          const mark = meets ? undefined : tested.next();
          if (mark !== undefined) taken.push(mark);
        }
        for (let mark = tested.next(); mark; mark = tested.next()) taken.push(mark);
        expect(taken.map(markKey).sort()).toEqual(offered.sort());
      }),
      { seed: 2 },
    );
  });
});
