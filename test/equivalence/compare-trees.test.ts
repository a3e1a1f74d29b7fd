import { describe, expect, it } from 'vitest';
import { firstDifference } from './compare-trees.js';
import type { ExploredTree, TreeRun } from './explored-tree.js';

const plain: TreeRun = {
  path: 'ok',
  faults: [],
  points: ['connect #1', 'send #1'],
  end: ['verdict: passed', 'sut: exit 0', 'sut, output: one\ntwo'],
};
const faulty: TreeRun = {
  path: 'abc=EPIPE',
  faults: ['send #1 = EPIPE'],
  points: ['close #1'],
  end: ['verdict: failed'],
};

function tree(runs: Readonly<Record<string, TreeRun>>): ExploredTree {
  return { runs: new Map(Object.entries(runs)), travel: [] };
}

describe('two trees', () => {
  const whole = tree({ beginning: plain, 'ok|abc=EPIPE': faulty });

  it('do not differ when they are equal', () => {
    expect(firstDifference(whole, tree({ 'ok|abc=EPIPE': faulty, beginning: plain }))).toBe(
      undefined,
    );
  });

  it('differ at the first choice point that is not the same', () => {
    const other = tree({ beginning: { ...plain, points: ['connect #1', 'recv #1', 'x'] } });
    const difference = firstDifference(other, tree({ beginning: plain }));
    expect(difference).toContain('run from beginning\nwithout a fault');
    expect(difference).toContain('choice point 2 after its start');
    expect(difference).toMatch(/left: {2}recv #1\n {2}right: send #1/);
  });

  it('differ where one of them ends earlier', () => {
    const other = tree({ beginning: { ...plain, points: ['connect #1'] } });
    expect(firstDifference(other, tree({ beginning: plain }))).toMatch(
      /choice point 2 .*\n {2}left: {2}\(it had ended: verdict: passed\n[^]*right: send #1/,
    );
  });

  it('differ in how a path ends', () => {
    const other = tree({
      beginning: plain,
      'ok|abc=EPIPE': { ...faulty, end: ['verdict: passed'] },
    });
    expect(firstDifference(whole, other)).toMatch(
      /fault send #1 = EPIPE\nends differently\n {2}left: {2}verdict: failed\n.*passed/,
    );
  });

  it('differ in a path that only one of them has', () => {
    expect(firstDifference(whole, tree({ beginning: plain }))).toMatch(
      /only on the left: path abc=EPIPE\nfault send #1 = EPIPE/,
    );
    expect(firstDifference(tree({ beginning: plain }), whole)).toContain('only on the right');
  });
});
