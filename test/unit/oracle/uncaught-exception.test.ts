import { describe, expect, it } from 'vitest';
import { exceptionNotes } from '../../../src/campaign/exploration-notes.js';
import { diedOfException } from '../../../src/oracle/uncaught-exception.js';
import { exited, programEnd, settings, termination } from '../../search/terminations.js';

function isFound(stderr: string, code = 1, role: 'sut' | 'peer' = 'sut'): boolean {
  const ends = [{ ...programEnd(role, exited(code)), stderr }];
  const verdict = code === 0 ? ({ kind: 'passed' } as const) : ({ kind: 'failed', code } as const);
  return diedOfException(verdict, termination(ends, { kind: 'sut-ended' }));
}

const python = 'Traceback (most recent call last):\n  File "x.py", line 1\nKeyError: 1\n';

describe('an exception that nobody has caught', () => {
  it.each([
    python,
    'node:events:497\n      throw er;\n\nError: x\n    at y\n\nNode.js v20.19.0\n',
    "\nthread 'main' (77) panicked at src/main.rs:3:5:\nx\n",
    "thread 'main' panicked at src/main.rs:3:5:\nx\n",
    'panic: x\n\ngoroutine 1 [running]:\nmain.main()\n',
    'Exception in thread "main" java.lang.Error\n',
  ])('is known by its trace: %j', (stderr) => {
    expect(isFound(stderr)).toBe(true);
  });

  it('is one of the program, and what it failed of', () => {
    expect(isFound('client: Connection reset by peer\n')).toBe(false);
    expect(isFound(python, 0)).toBe(false);
    expect(isFound(python, 1, 'peer')).toBe(false);
  });

  it('is told in a note, unless it is a defect by itself', () => {
    const strict = { oracle: { ...settings.oracle, failureIsDefect: true } };
    expect(exceptionNotes(2, settings)).toEqual([
      '2 runs failed with the trace of an exception or a panic, ' +
        'which is a defect only with --fail-on-failure',
    ]);
    expect(exceptionNotes(0, settings)).toEqual([]);
    expect(exceptionNotes(2, strict)).toEqual([]);
  });
});
