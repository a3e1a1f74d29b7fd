import { describe, expect, it } from 'vitest';
import { checkBaseline, type Baseline } from '../../src/explore/baseline.js';
import { describeDifference } from '../../src/explore/difference.js';
import { judgeBaseline } from '../../src/oracle/judge-baseline.js';
import { FakeWorld, io, type Program } from './fake-world.js';
import { careful } from './programs.js';
import { exited, programEnd, settings, sutExited, termination } from './terminations.js';

async function baselineOf(program: Program): Promise<Baseline> {
  const judge = (end: Parameters<typeof judgeBaseline>[0]): ReturnType<typeof judgeBaseline> =>
    judgeBaseline(end, settings, undefined);
  return checkBaseline(new FakeWorld(program), judge);
}

describe('the baseline', () => {
  it('gives the choice points of a program that passes twice', async () => {
    const world = new FakeWorld(careful(['connect', 'send']));
    const baseline = await checkBaseline(world, () => ({ kind: 'passed' }));
    if (baseline.kind !== 'ok') throw new Error(baseline.kind);
    expect(baseline.points.map(({ call }) => call)).toEqual(['connect', 'send']);
    expect(world.executions).toBe(2);
  });

  it('fails when the program fails', async () => {
    const program: Program = function* () {
      yield io('connect', 'EIO');
      return sutExited(3);
    };
    expect(await baselineOf(program)).toMatchObject({ kind: 'failed', verdict: { code: 3 } });
  });

  it('fails when it passes only once', async () => {
    const program: Program = function* (execution) {
      yield io('connect', 'EIO');
      return sutExited(execution - 1);
    };
    expect(await baselineOf(program)).toMatchObject({ kind: 'failed', verdict: { code: 1 } });
  });

  it('fails when a driver fails', async () => {
    const program: Program = function* () {
      yield io('accept', 'EIO');
      return termination([programEnd('sut', exited(0)), programEnd('driver', exited(2))]);
    };
    expect(await baselineOf(program)).toMatchObject({
      verdict: { kind: 'rejected', message: 'the driver driver ended with exit code 2' },
    });
  });

  it('tells a program without choice points', async () => {
    expect(await baselineOf(careful([]))).toMatchObject({ kind: 'no-choice-points' });
  });

  it('shows the first difference, and what only one run met', async () => {
    const program: Program = function* (execution) {
      yield io('socket');
      yield io(execution === 1 ? 'connect' : 'bind');
      yield io('send');
      return sutExited(0);
    };
    const baseline = await baselineOf(program);
    if (baseline.kind !== 'unrepeatable') throw new Error(baseline.kind);
    expect(describeDifference(baseline.difference)).toBe(
      [
        'choice point 2 of process 1, thread 1:',
        '  first run:  connect client:5000 @main #1',
        '  second run: bind client:5000 @main #1',
        'only in the first run:',
        '  connect client:5000 @main #1',
        'only in the second run:',
        '  bind client:5000 @main #1',
      ].join('\n'),
    );
  });

  it('shows that a run was shorter', async () => {
    const program: Program = function* (execution) {
      for (let call = 0; call < execution; call += 1) yield io('send');
      return sutExited(0);
    };
    const baseline = await baselineOf(program);
    if (baseline.kind !== 'unrepeatable') throw new Error(baseline.kind);
    expect(baseline.difference).toMatchObject({ position: 2, first: undefined });
    expect(describeDifference(baseline.difference)).toContain('(none, it had ended)');
  });

  it('does not care which of two threads runs first', async () => {
    const program: Program = function* (execution) {
      const first = { call: 'send', faults: [], thread: 1 };
      const second = { call: 'recv', faults: [], thread: 2 };
      for (const call of execution === 1 ? [first, second] : [second, first]) yield call;
      return sutExited(0);
    };
    expect((await baselineOf(program)).kind).toBe('ok');
  });

  it('does care in which order one thread goes', async () => {
    const program: Program = function* (execution) {
      for (const call of execution === 1 ? ['send', 'recv'] : ['recv', 'send']) yield io(call);
      return sutExited(0);
    };
    expect((await baselineOf(program)).kind).toBe('unrepeatable');
  });
});
