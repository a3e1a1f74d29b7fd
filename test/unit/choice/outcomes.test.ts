import { describe, expect, test } from 'vitest';
import { choiceCalls, watchedCall, type CallGroup } from '../../../src/choice/call.js';
import { catalogueOf } from '../../../src/choice/catalogue.js';
import { namedCandidates, presetCandidates, type Candidate } from '../../../src/choice/outcomes.js';
import type { Situation } from '../../../src/choice/situation.js';
import { outcomeId } from '../../../src/model/outcome.js';
import { faultPresets, type FaultPreset } from '../../../src/model/settings.js';

type Socket = Situation['socket'];

const tcp: Socket = {
  family: 'inet',
  type: 'stream',
  nonBlocking: false,
  peer: '127.0.0.1:5000',
};
const unconnected: Socket = { family: 'inet', type: 'stream', nonBlocking: false };
const tcp6: Socket = { ...tcp, family: 'inet6' };
const udp: Socket = { family: 'inet', type: 'dgram', nonBlocking: false };
const connectedUdp: Socket = { ...udp, peer: '127.0.0.1:53' };
const unix: Socket = { family: 'unix', type: 'stream', nonBlocking: false };
const patient = (socket: Socket): Socket => ({ ...socket, nonBlocking: true });

interface Case extends Partial<Omit<Situation, 'socket'>> {
  readonly socket: Socket;
}

function situation(given: Case): Situation {
  return {
    role: 'client:5000',
    movable: 100,
    queued: 100,
    datagrams: 0,
    boundPort: 5000,
    timeLimits: { receive: false, send: false },
    handlers: 'none',
    past: { connects: false, sends: true },
    bare: false,
    ...given,
  };
}

function offered(preset: FaultPreset, group: CallGroup, given: Case): string[] {
  return possible(presetCandidates([preset], group, situation(given)));
}

function requested(ids: readonly string[], group: CallGroup, given: Case): string[] {
  return possible(namedCandidates(ids, group, situation(given)));
}

function possible(candidates: readonly Candidate[]): string[] {
  const met = candidates.filter(({ against }) => against === undefined);
  return [...new Set(met.map(({ outcome }) => outcomeId(outcome)))];
}

const shorts = ['short-1', 'short-all-but-1'];
const waits = ['silence', 'delay'];
const pending = (...more: string[]): string[] =>
  [...more, 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH'].map((errno) => `so_error-${errno}`);
const connects = { connects: true, sends: false };
const ends = ['eof', 'ECONNRESET', 'ETIMEDOUT', ...waits];

describe('all network outcomes', () => {
  test.each<[string, CallGroup, Case, string[]]>([
    ['a TCP socket', 'socket', { socket: tcp }, []],
    ['a port', 'bind', { socket: tcp }, ['EADDRINUSE', 'EADDRNOTAVAIL']],
    ['any port', 'bind', { socket: tcp, boundPort: 0 }, ['EADDRNOTAVAIL']],
    ['a path', 'bind', { socket: unix, boundPort: 0 }, ['EADDRINUSE']],
    ['a listener', 'listen', { socket: tcp }, ['EADDRINUSE']],
    [
      'a blocking connection',
      'connect',
      { socket: tcp },
      ['ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH'],
    ],
    [
      'a non-blocking connection',
      'connect',
      { socket: patient(tcp) },
      ['ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH', 'EHOSTUNREACH']
        .map((errno) => `so_error-${errno}`)
        .concat('ENETUNREACH', 'EHOSTUNREACH'),
    ],
    ['a blocking accept', 'accept', { socket: tcp }, ['dead']],
    ['a non-blocking accept', 'accept', { socket: patient(tcp) }, ['EAGAIN', 'dead']],
    ['a TCP read', 'receive', { socket: tcp }, [...ends, 'reset-after-1', ...shorts]],
    [
      'a TCP read of 2',
      'receive',
      { socket: tcp, movable: 2, queued: 2 },
      [...ends, 'reset-after-1', 'short-1'],
    ],
    ['a TCP read of 1', 'receive', { socket: tcp6, movable: 1, queued: 1 }, ends],
    ['a local read', 'receive', { socket: unix }, ['eof', 'delay', ...shorts]],
    ['a UDP read', 'receive', { socket: udp }, waits],
    ['a connected UDP read', 'receive', { socket: connectedUdp }, ['ECONNREFUSED', ...waits]],
    [
      'a blocking TCP write',
      'send',
      { socket: tcp },
      ['EPIPE', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'lost'],
    ],
    ['a patient local write', 'send', { socket: patient(unix) }, ['EPIPE', 'EAGAIN', ...shorts]],
    [
      'a UDP write',
      'send',
      { socket: udp },
      ['EHOSTUNREACH', 'ENETUNREACH', 'EMSGSIZE', 'drop', 'duplicate'],
    ],
    ['a shutdown', 'shutdown', { socket: tcp }, ['ENOTCONN']],
    ['a UDP shutdown', 'shutdown', { socket: udp }, []],
    ['a file sent', 'move', { socket: tcp }, ['EPIPE']],
    ['a pending error of a connection', 'so-error', { socket: tcp }, pending('ECONNRESET')],
    // How it ended was chosen at connect; and where nothing was to be connected, Linux says 0.
    ['one that is on its way', 'so-error', { socket: patient(unconnected), past: connects }, []],
    ['none, of a listener say', 'so-error', { socket: unconnected }, []],
    [
      'any, if bare',
      'so-error',
      { socket: unconnected, bare: true },
      pending('ECONNREFUSED', 'ECONNRESET'),
    ],
    ['UDP', 'so-error', { socket: udp }, []],
  ])('of %s', (_, group, given, expected) => {
    expect(offered('all', group, given).sort()).toEqual(expected.toSorted());
  });
});

describe('the typical outcome', () => {
  test.each<[CallGroup, Case, string[]]>([
    ['socket', { socket: tcp }, []],
    ['bind', { socket: tcp }, ['EADDRINUSE']],
    ['bind', { socket: tcp, boundPort: 0 }, ['EADDRNOTAVAIL']],
    ['connect', { socket: tcp }, ['ECONNREFUSED']],
    ['connect', { socket: patient(tcp) }, ['so_error-ECONNREFUSED']],
    ['connect', { socket: unix }, ['ENOENT']],
    ['accept', { socket: tcp }, ['ECONNABORTED']],
    ['receive', { socket: tcp }, ['ECONNRESET']],
    ['receive', { socket: connectedUdp }, ['ECONNREFUSED']],
    ['receive', { socket: unix }, ['eof']],
    ['receive', { socket: udp }, []],
    ['send', { socket: tcp }, ['ECONNRESET']],
    ['send', { socket: udp }, ['ENETUNREACH']],
    ['send', { socket: unix }, ['EPIPE']],
    ['so-error', { socket: unconnected }, []],
    ['so-error', { socket: unconnected, bare: true }, ['so_error-ECONNREFUSED']],
  ])('of %s on %o', (group, given, expected) => {
    expect(offered('representative', group, given)).toEqual(expected);
  });
});

/** Every group in every situation that makes a difference. */
function everywhere(visit: (group: CallGroup, given: Case) => void): void {
  const groups = new Set(choiceCalls.flatMap((number) => watchedCall(number)?.group ?? []));
  const sockets = [tcp, tcp6, udp, connectedUdp, unix].flatMap((s) => [s, patient(s)]);
  for (const group of groups)
    for (const socket of sockets)
      for (const movable of [0, 1, 2, 100])
        for (const boundPort of [0, 80, 5000])
          visit(group, { socket, movable, queued: movable, boundPort });
}

test('resources run out only where that is asked for', () => {
  const scarce = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'];
  everywhere((group, given) => {
    for (const id of offered('all', group, given)) expect(scarce).not.toContain(id);
    for (const id of offered('resources', group, given)) expect(scarce).toContain(id);
  });
  expect(offered('resources', 'socket', { socket: tcp })).toEqual(scarce);
});

test("a caller's own mistake is never offered, even when a rule asks for it", () => {
  const mistakes = ['EBADF', 'EFAULT', 'ENOTSOCK', 'EINVAL', 'EPROTONOSUPPORT'];
  everywhere((group, given) => {
    expect(requested(mistakes, group, given)).toEqual([]);
    for (const preset of faultPresets)
      for (const id of offered(preset, group, given)) expect(mistakes).not.toContain(id);
  });
});

test('routes and interfaces do not concern local sockets', () => {
  const routes = ['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'];
  everywhere((group, given) => {
    if (given.socket.family !== 'unix') return;
    expect(requested(routes, group, given)).toEqual([]);
  });
});

test('a non-blocking connect is never refused at once', () => {
  expect(requested(['ECONNREFUSED'], 'connect', { socket: patient(tcp) })).toEqual([]);
});

test('a rule may ask for what no preset offers', () => {
  const ids = requested(['EMFILE', 'EPERM', 'EPIPE'], 'accept', { socket: tcp });
  expect(ids).toEqual(['EMFILE', 'EPERM']);
});

test('every group of calls has its outcomes in the catalogue', () => {
  everywhere((group) => expect(catalogueOf(group).length).toBeGreaterThan(0));
});

test('outcomes of a point are distinct', () => {
  everywhere((group, given) => {
    for (const preset of faultPresets) {
      const ids = offered(preset, group, given);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
