import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChoicePoint } from '../../src/model/choice-point.js';
import { outcomeId } from '../../src/model/outcome.js';
import type { FaultSettings } from '../../src/model/settings.js';
import { entryIds, faultCatalogue } from '../../src/support/fault-catalogue.js';
import { runOnce, type Finished } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

async function runWith(faults: Partial<FaultSettings>, ...words: string[]): Promise<Finished> {
  const program = [await bench.compile('outcomes/every-call'), ...words];
  const presets = ['all'] as const;
  const settings = { presets, rules: [], bare: false, persistence: 'once', ...faults } as const;
  return await runOnce(program, { faults: settings });
}

let points: readonly ChoicePoint[] = [];
beforeAll(async () => {
  const run = await runWith({});
  expect(run.stdout).toBe('done\n');
  ({ points } = run);
});

/** Whether one of the calls with this role offers the outcome. */
function isOffered(among: readonly ChoicePoint[], call: string, role: string, id: string): boolean {
  const same = among.filter((point) => point.call === call && point.socket.role === role);
  expect(same.length, `${call} ${role}`).toBeGreaterThan(0);
  return same.some(({ outcomes }) => outcomes.map(outcomeId).includes(id));
}

/** A call where each outcome can happen, and one where it cannot, in the same program. */
const places: readonly (readonly [string, string, string, string, string])[] = [
  ['EADDRINUSE', 'bind', 'bound:5000', 'socket', 'new'],
  ['EADDRNOTAVAIL', 'bind', 'bound:5000', 'bind', 'unix:/tmp/every'],
  ['ECONNREFUSED', 'connect', 'client:5000', 'connect', 'udp:6000'],
  ['ETIMEDOUT', 'connect', 'client:5000', 'connect', 'unix:/tmp/every'],
  ['ENETUNREACH', 'connect', 'udp:6000', 'connect', 'unix:/tmp/every'],
  ['EHOSTUNREACH', 'send', 'client:5000', 'write', 'unix:/tmp/every'],
  ['ENOENT', 'connect', 'unix:/tmp/every', 'connect', 'client:5000'],
  ['so_error-ECONNREFUSED', 'connect', 'client:5000', 'getsockopt(SO_ERROR)', 'client:5000'],
  ['so_error-ETIMEDOUT', 'connect', 'client:5000', 'connect', 'udp:6000'],
  ['so_error-ENETUNREACH', 'connect', 'client:5000', 'connect', 'udp:53'],
  ['so_error-EHOSTUNREACH', 'connect', 'client:5000', 'connect', 'unix:/tmp/every'],
  ['so_error-ECONNRESET', 'getsockopt(SO_ERROR)', 'client:5000', 'connect', 'client:5000'],
  ['dead', 'accept', 'listener:5000', 'accept', 'unix:/tmp/every'],
  ['EAGAIN', 'accept4', 'listener:5000', 'accept', 'listener:5000'],
  ['EAGAIN', 'recvmsg', 'server:5000', 'recv', 'server:5000'],
  ['EAGAIN', 'read', 'server:5000', 'readv', 'server:5000'],
  ['eof', 'recv', 'server:5000', 'recvfrom', 'udp:6000'],
  ['ECONNRESET', 'readv', 'server:5000', 'recvfrom', 'udp:6000'],
  ['reset-after-1', 'recvmsg', 'server:5000', 'recvfrom', 'udp:6000'],
  ['short-1', 'readv', 'server:5000', 'recvfrom', 'udp:6000'],
  ['short-all-but-1', 'recvmsg', 'server:5000', 'sendto', 'udp:6000'],
  ['short-1', 'sendmsg', 'client:5000', 'writev', 'client:5000'],
  ['short-1', 'sendmmsg', 'udp:6000', 'sendto', 'udp:6000'],
  ['short-all-but-1', 'recvmmsg', 'udp:6000', 'recvfrom', 'udp:6000'],
  ['drop', 'recvfrom', 'udp:6000', 'recv', 'server:5000'],
  ['duplicate', 'sendto', 'udp:*', 'send', 'client:5000'],
  ['reorder', 'recvfrom', 'udp:6000', 'recvfrom', 'udp:53'],
  ['dns-nxdomain', 'recvfrom', 'udp:53', 'recvfrom', 'udp:6000'],
  ['dns-servfail', 'recvfrom', 'udp:53', 'recv', 'server:5000'],
  ['dns-nodata', 'recvfrom', 'udp:53', 'recvmmsg', 'udp:6000'],
  ['dns-dead-first', 'recvfrom', 'udp:53', 'recvfrom', 'udp:6000'],
  ['silence', 'recv', 'server:5000', 'recvmsg', 'server:5000'],
  ['delay', 'recv', 'server:5000', 'send', 'client:5000'],
  ['EPIPE', 'sendfile', 'client:5000', 'sendto', 'udp:6000'],
  ['EAGAIN', 'sendfile', 'client:5000', 'sendto', 'udp:6000'],
  ['EMSGSIZE', 'sendto', 'udp:6000', 'send', 'client:5000'],
  ['lost', 'writev', 'client:5000', 'write', 'unix:/tmp/every'],
  ['ENOTCONN', 'getpeername', 'client:5000', 'recv', 'server:5000'],
  ['ENOTCONN', 'shutdown', 'client:5000', 'send', 'client:5000'],
];

describe('of what network and peer can cause', () => {
  test.each(places)('%s is offered at %s %s, not at %s %s', (id, call, role, other, where) => {
    expect(isOffered(points, call, role, id)).toBe(true);
    expect(isOffered(points, other, where, id)).toBe(false);
  });

  test('everything is in the table', () => {
    const noCalls = ['poll/select/epoll_wait', 'getaddrinfo'];
    const all = faultCatalogue().filter(({ tier, call }) => tier === 1 && !noCalls.includes(call));
    const ids = new Set(all.flatMap((entry) => entryIds(entry, ['1'])));
    expect([...new Set(places.map(([id]) => id))].sort()).toEqual([...ids].sort());
  });

  test('a datagram is refused only where one was sent before', () => {
    const sends = points.filter(
      ({ call, socket }) => call === 'sendto' && socket.role === 'udp:6000',
    );
    const refused = sends.map(({ outcomes }) => outcomes.map(outcomeId).includes('ECONNREFUSED'));
    expect(refused).toEqual([false, true]);
  });
});

describe('EINTR is offered', () => {
  test.each([
    ['interrupting', true],
    ['restarting', false],
    [undefined, false],
  ])('with a handler that is %s: %s', async (handler, offered) => {
    const words = handler === undefined ? [] : [handler];
    const run = await runWith({ presets: ['interrupts'] }, ...words);
    for (const [call, role] of [
      ['connect', 'client:5000'],
      ['accept', 'listener:5000'],
      ['recv', 'server:5000'],
      ['send', 'client:5000'],
    ] as const)
      expect(isOffered(run.points, call, role, 'EINTR')).toBe(offered);
    // What does not wait is not interrupted; with a time limit nothing is restarted.
    expect(isOffered(run.points, 'recvmsg', 'server:5000', 'EINTR')).toBe(false);
    expect(isOffered(run.points, 'read', 'server:5000', 'EINTR')).toBe(handler !== undefined);
  });
});

describe('memory', () => {
  test('runs out where resources are asked for, and is no choice point elsewhere', async () => {
    const run = await runWith({ presets: ['resources'] });
    expect(isOffered(run.points, 'mmap', 'memory', 'ENOMEM')).toBe(true);
    expect(run.calls).not.toContain('getpeername');
    expect(points.map(({ call }) => call)).not.toContain('mmap');
  });
});
