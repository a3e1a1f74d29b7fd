import { describe, expect, it } from 'vitest';
import type { EndReason, ProgramEnd, Termination } from '../../../src/model/termination.js';
import { describeVerdict, type Verdict } from '../../../src/model/verdict.js';
import { expectedAnswers } from '../../../src/oracle/expected-answers.js';
import { judgeBaseline } from '../../../src/oracle/judge-baseline.js';
import { judge } from '../../../src/oracle/judge.js';
import {
  exited,
  programEnd,
  serverSettings,
  signaled,
  termination,
} from '../../search/terminations.js';

const stopped: EndReason = { kind: 'stopped' };
const stalled: EndReason = { kind: 'no-progress', waitedMs: 1 };

function ended(probe: Partial<ProgramEnd>, reason = stopped, server = exited(0)): Termination {
  const end = { ...programEnd('probe', exited(0)), ...probe };
  return termination([programEnd('sut', server), programEnd('driver', exited(0)), end], reason);
}

const answered = ended({ stdout: 'one\ntwo\n' });
const expected = expectedAnswers(answered, answered);

function judged(end: Termination): Verdict {
  return judge(end, serverSettings, undefined, expected);
}

describe('a probe', () => {
  it('passes a server that gives the same answers', () => {
    expect(judged(answered)).toEqual({ kind: 'passed' });
  });

  it('tells of a server that gives others, by the first line and on one line', () => {
    const verdict = judged(ended({ stdout: 'one\nt\u001bo\n' }));
    const text = String.raw`should get "two", and got "t\u001bo"`;
    expect(describeVerdict(verdict)).toBe(`the server answers wrongly: probe ${text}`);
    expect(judged(ended({ stdout: 'one' }))).toMatchObject({ got: 'no more output' });
    expect(judged(ended({ status: exited(2) }))).toMatchObject({
      expected: 'exit 0',
      got: 'exit 2',
    });
  });

  it('that crashes was given a wrong answer: it is not the server that crashed', () => {
    const crash = {
      role: 'probe',
      program: 'probe',
      process: 2,
      signal: 'SIGSEGV',
      stack: [],
    } as const;
    const end = { ...ended({ status: signaled('SIGSEGV') }), crashes: [crash] };
    expect(judged(end)).toMatchObject({ kind: 'probe-failed', cause: 'wrong', got: 'SIGSEGV' });
    const report = { stderr: 'ERROR: AddressSanitizer: heap-use-after-free' };
    expect(judged(ended({ ...report, stdout: 'one\ntwo\n' })).kind).toBe('passed');
  });

  it('compares only what is the same in two runs', () => {
    const other = ended({ stdout: 'another' });
    const loose = expectedAnswers(answered, other);
    expect(loose).toEqual([{ program: 'probe', exit: 'exit 0' }]);
    expect(judge(other, serverSettings, undefined, loose).kind).toBe('passed');
  });

  it('that waits for ever tells of a server that lives and serves nobody', () => {
    const { status: _, ...waiting } = programEnd('probe', undefined);
    const programs = [programEnd('sut', undefined), programEnd('driver', exited(0)), waiting];
    const verdict = { kind: 'probe-failed', cause: 'hung', program: 'probe' };
    expect(judged(termination(programs, stalled))).toEqual(verdict);
    // A driver that waits for ever is the hang that it always was.
    expect(judged(termination([programEnd('driver', undefined)], stalled)).kind).toBe('hang');
  });

  it('makes any end of a server that should live on one of its own', () => {
    const quit = ended({ status: exited(7) }, { kind: 'sut-ended' });
    expect(judged(quit)).toEqual({ kind: 'server-ended', code: 0 });
    const allowing = {
      ...serverSettings,
      oracle: { ...serverSettings.oracle, allowedExitCodes: [0, 3] },
    };
    const three = ended({}, { kind: 'sut-ended' }, exited(3));
    expect(judge(quit, allowing, undefined, expected).kind).toBe('server-ended');
    expect(judge(three, allowing, undefined, expected).kind).toBe('passed');
    // One that ends by itself without faults may do so under them.
    expect(judge(quit, allowing, undefined, []).kind).toBe('passed');
  });

  it('has to succeed without faults', () => {
    const verdict = judgeBaseline(ended({ status: exited(4) }), serverSettings, undefined);
    expect(verdict).toMatchObject({ kind: 'probe-failed', cause: 'wrong', got: 'exit 4' });
  });
});
