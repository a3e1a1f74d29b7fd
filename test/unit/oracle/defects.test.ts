import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Path } from '../../../src/model/path.js';
import type { Run } from '../../../src/model/run.js';
import { comparePaths } from '../../../src/model/path.js';
import { Defects } from '../../../src/oracle/defects.js';
import { io, pointOf } from '../../search/fake-world.js';
import { sutExited } from '../../search/terminations.js';

const site = pointOf(io('recv', 'EIO', 'eof'), 1);
const other = pointOf(io('send', 'EIO'), 1);

function at(...ids: readonly string[]): Path {
  return ids.map((id) => ({ at: id, outcome: { kind: 'eof' } }));
}

function run(path: Path): Run {
  const verdict = { kind: 'hang', cause: 'cpu' } as const;
  return { path, points: [], termination: sutExited(path.length), verdict };
}

describe('defects', () => {
  it('are one with the smallest path when their fingerprints are equal', () => {
    const defects = new Defects();
    expect(defects.add(run(at('b', 'c')), [site]).count).toBe(1);
    expect(defects.add(run(at('d')), [site]).count).toBe(2);
    expect(defects.add(run(at('a', 'b', 'c')), [site]).count).toBe(3);
    const [only, ...more] = defects.list();
    expect(more).toEqual([]);
    expect(only).toMatchObject({ path: at('d'), count: 3, termination: sutExited(1) });
  });

  it('are several when their fingerprints differ, smallest first', () => {
    const defects = new Defects();
    defects.add(run(at('b', 'c')), [site]);
    defects.add(run(at('a')), [other]);
    expect(defects.list().map(({ path }) => path.length)).toEqual([1, 2]);
  });

  it('are one when a part of the same faults does the same', () => {
    const defects = new Defects();
    defects.add(run(at('a')), [site]);
    defects.add(run(at('a', 'b')), [other]);
    expect(defects.list()).toMatchObject([{ path: at('a'), count: 2 }]);
  });

  it('stay apart when what is seen differs, whatever the faults', () => {
    const defects = new Defects();
    defects.add(run(at('a')), [site]);
    defects.add({ ...run(at('a', 'b')), verdict: { kind: 'did-not-stop' } }, [other]);
    expect(defects.list()).toHaveLength(2);
  });

  it('do not depend on the order in which runs finish', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'cc'), { maxLength: 3 });
    const path = ids.map((each) => at(...each));
    const found = fc.array(fc.tuple(path, fc.constantFrom(site, other)), { maxLength: 8 });
    fc.assert(
      fc.property(found, (runs) => {
        const [forward, backward] = [new Defects(), new Defects()];
        for (const [one, where] of runs) forward.add(run(one), [where]);
        for (const [one, where] of [...runs].reverse()) backward.add(run(one), [where]);
        const sorted = (defects: Defects): unknown[] =>
          [...defects.list()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
        expect(sorted(forward)).toEqual(sorted(backward));
      }),
      { seed: 3 },
    );
  });

  it('are ordered by faults, then length, then alphabet', () => {
    const paths = [at('b'), at('a', 'a'), at('aa'), at('a'), at()];
    expect([...paths].sort(comparePaths)).toEqual([at(), at('a'), at('b'), at('aa'), at('a', 'a')]);
  });
});
