import fc from 'fast-check';
import { outcomeId } from '../../src/model/outcome.js';
import { io, ioIn, type Program } from './fake-world.js';
import { exited, programEnd, sutExited, termination } from './terminations.js';

/** n calls, one after the other, each of which may fail; nothing depends on it. */
export function independent(n: number, faults: readonly string[] = ['EIO']): Program {
  return function* () {
    for (let call = 0; call < n; call += 1) yield io('send', ...faults);
    return sutExited(0);
  };
}

/** A client that gives up at the first failure, as careful programs do. */
export function careful(calls: readonly string[]): Program {
  return function* () {
    for (const call of calls) {
      const outcome = yield io(call, 'EIO');
      if (outcome.kind !== 'ok') return sutExited(1);
    }
    return sutExited(0);
  };
}

/** Tries to connect again for as long as it fails: its tree has no end of its own. */
export const retrying: Program = function* () {
  while ((yield io('connect', 'ECONNREFUSED')).kind !== 'ok');
  yield io('send', 'EPIPE');
  return sutExited(0);
};

/** Tries again for ever; after so many failures it is in the state that `stateOf` says. */
export function patient(stateOf: (failures: number) => string): Program {
  return function* () {
    for (let failures = 0; ; failures += 1) {
      const outcome = yield ioIn(stateOf(failures), 'connect', 'ECONNREFUSED');
      if (outcome.kind === 'ok') return sutExited(0);
    }
  };
}

/** Sends for a while before it receives: the loop has most of the choice points. */
export const looping: Program = function* () {
  for (let turn = 0; turn < 3; turn += 1) yield io('send', 'EIO', 'EPIPE');
  yield io('recv', 'eof');
  return sutExited(0);
};

/** Asks twice over one connection, and goes on whatever happens to that. */
export const asking: Program = function* () {
  const connected = yield io('connect', 'ECONNREFUSED');
  if (connected.kind !== 'ok') return sutExited(1);
  for (let turn = 0; turn < 2; turn += 1) {
    yield io('send', 'EPIPE');
    yield io('recv', 'ECONNRESET', 'eof');
  }
  return sutExited(0);
};

/** Among much that is of no importance, two failing receives, which it does not survive. */
export const haystack: Program = function* () {
  let failures = 0;
  for (let turn = 0; turn < 4; turn += 1) {
    for (const call of ['getsockopt', 'send', 'shutdown', 'write']) yield io(call, 'EIO', 'EPIPE');
    if ((yield io('recv', 'ECONNRESET')).kind === 'ok') continue;
    yield io('bind');
    failures += 1;
    if (failures === 2) return termination([programEnd('sut', exited(139))]);
  }
  return sutExited(0);
};

/** Its first failing receive is survived, the second one is a segmentation fault in a child. */
export const brittle: Program = function* () {
  const first = yield io('connect', 'ECONNREFUSED');
  if (first.kind !== 'ok') return sutExited(1);
  let failures = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    if ((yield io('recv', 'ECONNRESET', 'eof')).kind !== 'ok') failures += 1;
    if (failures === 2) return termination([programEnd('sut', exited(139))]);
  }
  return sutExited(0);
};

/** A finite program as data: what happens at a choice point depends on all decisions before. */
export type Tree =
  | { readonly kind: 'end'; readonly code: number }
  | {
      readonly kind: 'io';
      readonly call: string;
      readonly next: Readonly<Record<string, Tree>>;
    };

export function programOf(tree: Tree): Program {
  return function* () {
    let at = tree;
    while (at.kind === 'io') {
      const faults = Object.keys(at.next).filter((id) => id !== 'ok');
      const outcome = yield io(at.call, ...faults);
      at = at.next[outcomeId(outcome)] ?? { kind: 'end', code: 99 };
    }
    return sutExited(at.code);
  };
}

/** Calls share their names on purpose: ids then count, and mean different points on other paths. */
export const trees: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; end: Tree; io: Tree }>((tie) => {
  const outcomes = (ids: readonly string[]): fc.Arbitrary<Tree> =>
    fc.record({
      kind: fc.constant('io' as const),
      call: fc.constantFrom('send', 'recv'),
      next: fc.record(Object.fromEntries(ids.map((id) => [id, tie('tree')]))),
    });
  return {
    tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('end'), tie('io')),
    end: fc.record({ kind: fc.constant('end' as const), code: fc.constantFrom(0, 1, 139) }),
    io: fc.oneof(outcomes(['ok']), outcomes(['ok', 'EIO']), outcomes(['ok', 'EIO', 'eof'])),
  };
}).io;
