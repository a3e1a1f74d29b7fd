import type { Crash, RoleKind } from './termination.js';

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
    case 'rejected':
      return `rejected by the oracle: ${verdict.message}`;
    case 'joined':
      return joinedText[verdict.where];
    case 'diverged':
      return `the run never met ${verdict.expected}`;
  }
}

const hangText = {
  cpu: 'hangs: it ran into the CPU time limit',
  wall: 'hangs: it ran into the wall-clock limit',
  virtual: 'hangs: nothing but its own timers ever wakes it, and they went on past the limit',
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
