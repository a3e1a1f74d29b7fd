import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStrategy } from '../../../src/explore/create-strategy.js';
import type { Alternatives } from '../../../src/explore/strategy.js';
import { ok } from '../../../src/model/outcome.js';
import { markKey, pathOf, type Mark, type Path } from '../../../src/model/path.js';
import { strategies } from '../../../src/model/settings.js';
import { io, pointOf } from '../../search/fake-world.js';

const point = pointOf(io('send', 'EIO', 'eof'), 1);

function alternatives(path: Path, at: string): Alternatives {
  const faults = point.outcomes.slice(1).map((outcome) => ({ path, at, outcome }));
  return [{ path, at, outcome: ok }, ...faults];
}

describe.each(strategies)('%s', (name) => {
  it('goes on with ok', () => {
    const all = alternatives([], 'a');
    expect(createStrategy(name).choose(point, all)).toBe(all[0]);
  });

  it('has nothing to do at first', () => {
    expect(createStrategy(name).next()).toBeUndefined();
  });

  it('gives every other alternative back exactly once, whenever it is asked', () => {
    // true: a choice point is met on the path taken last; false: the next mark is taken.
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (steps) => {
        const strategy = createStrategy(name);
        const offered: string[] = [];
        const taken: Mark[] = [];
        for (const [step, meets] of steps.entries()) {
          const last = taken.at(-1);
          const all = alternatives(last ? pathOf(last) : [], `p${String(step)}`);
          if (meets) offered.push(...all.slice(1).map(markKey));
          if (meets) strategy.choose(point, all);
          const mark = meets ? undefined : strategy.next();
          if (mark !== undefined) taken.push(mark);
        }
        for (let mark = strategy.next(); mark; mark = strategy.next()) taken.push(mark);
        expect(taken.map(markKey).sort()).toEqual(offered.sort());
      }),
      { seed: 2 },
    );
  });
});
