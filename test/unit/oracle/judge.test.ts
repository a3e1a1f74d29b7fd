import { describe, expect, it } from 'vitest';
import type { EndReason, RoleKind, Termination } from '../../../src/model/termination.js';
import type { Verdict } from '../../../src/model/verdict.js';
import { isDefect } from '../../../src/oracle/is-defect.js';
import { judgeBaseline } from '../../../src/oracle/judge-baseline.js';
import { judge } from '../../../src/oracle/judge.js';
import { OperatorError } from '../../../src/support/operator-error.js';
import {
  exited,
  programEnd,
  serverSettings,
  settings,
  signaled,
  sutExited,
  termination,
} from '../../search/terminations.js';

const stopped: EndReason = { kind: 'stopped' };

function judged(end: Termination): Verdict {
  return judge(end, settings, undefined);
}

function server(end: Termination): Verdict {
  return judge(end, serverSettings, undefined);
}

function withCrash(end: Termination, role: RoleKind, signal: string): Termination {
  const crash = { role, program: role, process: 2, signal, stack: [] };
  return { ...end, crashes: [...end.crashes, crash] };
}

describe('the exit status', () => {
  it('passes 0 and fails others', () => {
    expect(judged(sutExited(0))).toEqual({ kind: 'passed' });
    expect(judged(sutExited(3))).toEqual({ kind: 'failed', code: 3 });
    expect(judged(sutExited(128))).toEqual({ kind: 'failed', code: 128 });
    expect(judged(sutExited(255))).toEqual({ kind: 'failed', code: 255 });
  });

  it.each([
    [134, 'SIGABRT'],
    [139, 'SIGSEGV'],
    [136, 'SIGFPE'],
    [135, 'SIGBUS'],
    [137, 'SIGKILL'],
    [143, 'SIGTERM'],
  ])('reads %i as %s, as a shell means it', (code, signal) => {
    expect(judged(sutExited(code))).toEqual({ kind: 'crash-status', code, signal });
  });

  it('passes what the configuration allows', () => {
    const allowing = { ...settings, oracle: { ...settings.oracle, allowedExitCodes: [3, 139] } };
    expect(judge(sutExited(3), allowing, undefined).kind).toBe('passed');
    expect(judge(sutExited(139), allowing, undefined).kind).toBe('passed');
    expect(judge(sutExited(4), allowing, undefined).kind).toBe('failed');
  });
});

describe('a fatal signal', () => {
  it('is a crash in whatever process it is', () => {
    for (const role of ['sut', 'peer', 'driver'] as const) {
      const verdict = judged(withCrash(sutExited(0), role, 'SIGSEGV'));
      expect(verdict).toMatchObject({ kind: 'crashed', crash: { role, signal: 'SIGSEGV' } });
    }
  });

  it('is the one of the program under test when there are several', () => {
    const both = withCrash(withCrash(sutExited(0), 'peer', 'SIGPIPE'), 'sut', 'SIGABRT');
    expect(judged(both)).toMatchObject({ crash: { role: 'sut', signal: 'SIGABRT' } });
  });

  it('is noticed by the exit status alone', () => {
    const killed = termination([programEnd('sut', signaled('SIGKILL'))]);
    expect(judged(killed)).toMatchObject({ kind: 'crashed', crash: { signal: 'SIGKILL' } });
    const ends = [programEnd('sut', exited(0)), programEnd('peer', signaled('SIGBUS'))];
    expect(judged(termination(ends))).toMatchObject({ kind: 'crashed', crash: { role: 'peer' } });
  });

  it('is none when the world killed a program that was left', () => {
    const killed = [programEnd('sut', exited(0)), programEnd('peer', signaled('SIGKILL'))];
    expect(judged(termination(killed)).kind).toBe('passed');
    const limit = { kind: 'wall-limit', limitMs: 10 } as const;
    const hung = termination([programEnd('sut', signaled('SIGKILL'))], limit);
    expect(judged(hung)).toEqual({ kind: 'hang', cause: 'wall' });
  });
});

describe('a server', () => {
  it.each([exited(0), exited(143), signaled('SIGTERM')])('may stop with %j when asked', (end) => {
    expect(server(termination([programEnd('sut', end)], stopped)).kind).toBe('passed');
  });

  it('may stop with what the configuration allows, and no other code', () => {
    const end = termination([programEnd('sut', exited(5))], stopped);
    const oracle = { allowedExitCodes: [5], failureIsDefect: false };
    expect(judge(end, { ...serverSettings, oracle }, undefined).kind).toBe('passed');
    expect(server(end)).toEqual({ kind: 'failed', code: 5 });
  });

  it('crashes when another signal ends it, even after it was asked to stop', () => {
    const end = termination([programEnd('sut', signaled('SIGSEGV'))], stopped);
    expect(server(end).kind).toBe('crashed');
    const status = termination([programEnd('sut', exited(139))], stopped);
    expect(server(status).kind).toBe('crash-status');
  });

  it('is asked by the configured signal only', () => {
    const asked = { ...serverSettings, stop: { signal: 'SIGINT', graceMs: 1 } };
    const end = termination([programEnd('sut', signaled('SIGTERM'))], stopped);
    expect(judge(end, asked, undefined).kind).toBe('crashed');
    const interrupt = termination([programEnd('sut', exited(130))], stopped);
    expect(judge(interrupt, asked, undefined).kind).toBe('passed');
  });

  it('did not stop', () => {
    const reason = { kind: 'did-not-stop', graceMs: 100 } as const;
    const end = termination([programEnd('sut', signaled('SIGKILL'))], reason);
    expect(server(end)).toEqual({ kind: 'did-not-stop' });
  });

  it('must not end by itself while a driver uses it, unless it is allowed to', () => {
    const end = termination([programEnd('sut', exited(0)), programEnd('driver', undefined)]);
    expect(server(end)).toEqual({ kind: 'server-ended', code: 0 });
    const oracle = { allowedExitCodes: [0], failureIsDefect: false };
    expect(judge(end, { ...serverSettings, oracle }, undefined).kind).toBe('passed');
  });

  it('only fails when it gives up before a driver starts', () => {
    expect(server(sutExited(1))).toEqual({ kind: 'failed', code: 1 });
  });
});

describe('a hang', () => {
  it.each([
    [{ kind: 'cpu-limit', limitMs: 1 }, 'cpu'],
    [{ kind: 'wall-limit', limitMs: 1 }, 'wall'],
    [{ kind: 'output-limit', limitBytes: 1 }, 'output'],
    [{ kind: 'no-progress', waitedMs: 1 }, 'no-progress'],
  ] as const)('is %j', (reason, cause) => {
    const end = termination([programEnd('sut', undefined)], reason);
    expect(judged(end)).toEqual({ kind: 'hang', cause });
  });
});

describe('the order of severity', () => {
  const asan = 'SUMMARY: AddressSanitizer: heap-use-after-free a.c:3 in main\n';
  const reason = { kind: 'wall-limit', limitMs: 1 } as const;

  it('is crash, sanitizer, crash status, hang, predicate, exit code', () => {
    const reject = (): string => 'no';
    const noisy = termination([programEnd('sut', exited(139), asan)], reason);
    const all = withCrash(noisy, 'sut', 'SIGBUS');
    expect(judge(all, settings, reject).kind).toBe('crashed');
    expect(judge({ ...all, crashes: [] }, settings, reject).kind).toBe('sanitizer');
    const quiet = termination([programEnd('sut', exited(139))], reason);
    expect(judge(quiet, settings, reject).kind).toBe('crash-status');
    const hung = termination([programEnd('sut', undefined)], reason);
    expect(judge(hung, settings, reject).kind).toBe('hang');
    expect(judge(sutExited(1), settings, reject).kind).toBe('rejected');
    expect(judge(sutExited(1), settings, () => undefined).kind).toBe('failed');
  });
});

describe('the user’s predicate', () => {
  it('sees the termination and may reject it', () => {
    const end = termination([programEnd('sut', exited(0), 'lost 3 letters')]);
    const predicate = ({ programs }: Termination): string | undefined => programs[0]?.stderr;
    const message = 'lost 3 letters';
    expect(judge(end, settings, predicate)).toEqual({ kind: 'rejected', message });
  });

  it('has no objection with true or nothing', () => {
    expect(judge(sutExited(0), settings, () => true).kind).toBe('passed');
    expect(judge(sutExited(0), settings, () => undefined).kind).toBe('passed');
    expect(judge(sutExited(1), settings, () => true).kind).toBe('failed');
  });

  it('is the user’s to mend when it throws or answers something else', () => {
    const throwing = (): true => {
      throw new TypeError('programs is not iterable');
    };
    expect(() => judge(sutExited(0), settings, throwing)).toThrow(OperatorError);
    expect(() => judge(sutExited(0), settings, throwing)).toThrow('programs is not iterable');
    const wrong = (): true => JSON.parse('false') as true;
    expect(() => judge(sutExited(0), settings, wrong)).toThrow('returned false');
    const late = (): true => Promise.resolve(true) as unknown as true;
    expect(() => judge(sutExited(0), settings, late)).toThrow('returned a promise');
  });
});

describe('the baseline', () => {
  it('does not pass when a peer or driver fails', () => {
    for (const role of ['peer', 'driver'] as const) {
      const end = termination([programEnd('sut', exited(0)), programEnd(role, exited(1))]);
      expect(judgeBaseline(end, settings, undefined).kind).toBe('rejected');
      expect(judge(end, settings, undefined).kind).toBe('passed');
    }
  });

  it('passes with peers that run or ended well', () => {
    const peers = [programEnd('peer', undefined), programEnd('peer', exited(0))];
    const end = termination([programEnd('sut', exited(0)), ...peers]);
    expect(judgeBaseline(end, settings, undefined).kind).toBe('passed');
  });

  it('is judged as any run otherwise', () => {
    expect(judgeBaseline(sutExited(139), settings, undefined).kind).toBe('crash-status');
  });
});

describe('a defect', () => {
  it('is no failure in good order, unless configured', () => {
    const failed = { kind: 'failed', code: 1 } as const;
    expect(isDefect(failed, settings)).toBe(false);
    const strict = { ...settings, oracle: { ...settings.oracle, failureIsDefect: true } };
    expect(isDefect(failed, strict)).toBe(true);
  });

  it('is no pass and no divergence, but all else', () => {
    expect(isDefect({ kind: 'passed' }, settings)).toBe(false);
    expect(isDefect({ kind: 'diverged', expected: 'x' }, settings)).toBe(false);
    expect(isDefect({ kind: 'did-not-stop' }, settings)).toBe(true);
    expect(isDefect({ kind: 'rejected', message: '' }, settings)).toBe(true);
  });
});
