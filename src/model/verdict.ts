import type { Crash, RoleKind } from './termination.js';

export type Leaked = 'sockets' | 'children' | 'memory';

type HangCause = 'cpu' | 'wall' | 'virtual' | 'no-progress' | 'output';

/** What the oracle says of one finished run. */
export type Verdict =
  | { readonly kind: 'passed' }
  /** A non-zero exit without a signal: what a well-behaved program may do under a fault. */
  | { readonly kind: 'failed'; readonly code: number }
  | { readonly kind: 'crashed'; readonly crash: Crash }
  /** A shell-style status of 128 + signal from a program that waited for the crashed one. */
  | { readonly kind: 'crash-status'; readonly code: number; readonly signal: string }
  | { readonly kind: 'sanitizer'; readonly tool: string; readonly summary: string }
  | { readonly kind: 'hang'; readonly cause: HangCause }
  | { readonly kind: 'did-not-stop' }
  | { readonly kind: 'server-ended'; readonly code: number }
  /** After the faults, the server does not serve as it does without them. */
  | { readonly kind: 'probe-failed'; readonly cause: 'hung'; readonly program: string }
  | {
      readonly kind: 'probe-failed';
      readonly cause: 'wrong';
      readonly program: string;
      readonly expected: string;
      readonly got: string;
    }
  /** The server holds more each time the faults of the path happen. */
  | { readonly kind: 'leak'; readonly what: Leaked; readonly perRound: number }
  | { readonly kind: 'rejected'; readonly message: string }
  /** The run was left in a state from which everything is explored, or that it was in before. */
  | { readonly kind: 'joined'; readonly where: 'explored' | 'before' }
  /** The run did not meet the choice points of the path that it was to follow. */
  | { readonly kind: 'diverged'; readonly expected: string };

/** One sentence for a person, without the path that led there. */
export function describeVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'passed':
      return 'passed';
    case 'failed':
      return `failed with exit code ${String(verdict.code)}`;
    case 'crashed':
      return `${roleLabel(verdict.crash.role)} crashed with ${verdict.crash.signal}`;
    case 'crash-status':
      return `exit code ${String(verdict.code)}: a process ended by ${verdict.signal}`;
    case 'sanitizer':
      return `${verdict.tool}: ${verdict.summary}`;
    case 'hang':
      return hangText[verdict.cause];
    case 'did-not-stop':
      return 'the server did not stop when asked to';
    case 'server-ended':
      return `the server ended by itself with exit code ${String(verdict.code)}`;
    case 'probe-failed':
      return probeText(verdict);
    case 'leak':
      return `the server leaks ${leakText(verdict)} each time this happens`;
    case 'rejected':
      return `rejected by the oracle: ${verdict.message}`;
    case 'joined':
      return joinedText[verdict.where];
    case 'diverged':
      return `the run never met ${verdict.expected}`;
  }
}

function probeText(verdict: Extract<Verdict, { kind: 'probe-failed' }>): string {
  const { program } = verdict;
  if (verdict.cause === 'hung')
    return `the server no longer answers: ${program} waits, and nothing is left that could wake it`;
  const { expected, got } = verdict;
  return `the server answers wrongly: ${program} should get ${expected}, and got ${got}`;
}

function leakText({ what, perRound }: Extract<Verdict, { kind: 'leak' }>): string {
  const number = String(perRound);
  if (what === 'memory') return `${number} bytes of memory`;
  const one = what === 'sockets' ? 'socket' : 'child process';
  const many = what === 'sockets' ? 'sockets' : 'child processes';
  return `${number} ${perRound === 1 ? one : many}`;
}

const hangText = {
  cpu: 'hangs: it ran into the CPU time limit',
  wall: 'hangs: it ran into the wall-clock limit',
  virtual: 'hangs: timers go off again and again, and it never ends',
  'no-progress': 'hangs: every thread waits and nothing is left that could wake one',
  output: 'hangs: it wrote output without end',
} as const;

const joinedText = {
  explored: 'came to a state that was explored already',
  before: 'came back to a state that it was in before: it would go on like this for ever',
} as const;

function roleLabel(role: RoleKind): string {
  return role === 'sut' ? 'the program' : `a ${role}`;
}
