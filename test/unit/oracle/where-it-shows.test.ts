import { expect, test } from 'vitest';
import type {
  EndReason,
  ExitStatus,
  RoleKind,
  Termination,
} from '../../../src/model/termination.js';
import type { Verdict } from '../../../src/model/verdict.js';
import { whereItShows } from '../../../src/oracle/where-it-shows.js';

function ended(reason: EndReason, status?: ExitStatus): Termination {
  const output = { stdout: '', stderr: '' };
  const programs = (['peer', 'sut'] as const).map((role) => {
    return { role, program: `the ${role}`, ...output, ...(status && { status }) };
  });
  return { reason, programs, crashes: [], waiting: [], wallMs: 1, cpuMs: 0 };
}

function crashed(role: RoleKind, depth: number): Verdict {
  const frame = { module: 'm', path: '', address: 1 };
  const stack = Array.from({ length: depth }, () => frame);
  return { kind: 'crashed', crash: { role, program: 'p', process: 4, signal: 'SIGBUS', stack } };
}

const exit = { kind: 'exited', code: 3 } as const;
const over = ended({ kind: 'sut-ended' }, exit);
const stuck = ended({ kind: 'no-progress', waitedMs: 1 });

test.each<[string, Verdict, Termination, unknown]>([
  ['nothing is wrong', { kind: 'passed' }, over, undefined],
  ['the path was lost', { kind: 'diverged', expected: 'x' }, over, undefined],
  [
    'a crash was seen coming',
    crashed('peer', 1),
    over,
    { kind: 'signal', signal: 'SIGBUS', process: 4 },
  ],
  ['a crash was not', crashed('peer', 0), over, { kind: 'exit', program: 'the peer' }],
  ['it failed', { kind: 'failed', code: 3 }, over, { kind: 'exit', program: 'the sut' }],
  ['it hangs', { kind: 'hang', cause: 'no-progress' }, stuck, { kind: 'end' }],
  [
    'it goes on',
    { kind: 'did-not-stop' },
    ended({ kind: 'did-not-stop', graceMs: 1 }),
    {
      kind: 'end',
    },
  ],
  [
    'the server served on',
    { kind: 'leak', what: 'sockets', perRound: 1 },
    ended({ kind: 'stopped' }, exit),
    { kind: 'exit', program: 'the sut' },
  ],
])('where %s', (_, verdict, termination, place) => {
  expect(whereItShows(verdict, termination)).toEqual(place);
});
