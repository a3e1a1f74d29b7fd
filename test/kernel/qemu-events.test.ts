import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChoicePoint } from '../../src/model/choice-point.js';
import { parseOutcomeId } from '../../src/model/outcome.js';
import { beginning, type World } from '../../src/model/world.js';
import { present } from '../../src/support/assert.js';
import { describeGuest } from '../support/guest-cache.js';
import { program } from './explore-fixture.js';
import { GuestWorlds } from './guest-world.js';
import { Workbench } from './workbench.js';

const nobody = 65534;

/** By scene of scenes.c: the call that meets a fault, and what the program finds then. */
const scenes = {
  parts_written: ['writev', 'short-1', 'writev 1', 'last 4', "1 'a'"],
  message_sent: ['sendmsg', 'short-all-but-1', 'sendmsg 6', "6 'abcdef'"],
  parts_read: ['readv', 'short-all-but-1', 'readv 3', "1 'd'"],
  message_received: ['recvmsg', 'short-1', 'recvmsg 1', 'flags 0, areas 2', "3 'bcd'"],
  late: ['recv', 'delay', 'recv 1', '1 alarms, 3 s'],
  interrupted: ['recv', 'silence', 'recv EINTR', '90 s'],
  silent: ['recv', 'silence', 'recv EAGAIN', '2 s'],
  not_yet: ['read', 'EAGAIN', 'epoll 1', 'read EAGAIN', 'epoll 1', 'read 1'],
  broken_off: ['read', 'reset-after-1', 'read 1', 'recv ECONNRESET', 'recv 0'],
  lost: ['send', 'lost', 'send 3', 'recv ECONNRESET', 'recv ECONNRESET'],
  refused: ['connect', 'ECONNREFUSED', 'connect ECONNREFUSED', 'port 5000'],
  in_progress: ['connect', 'so_error-ECONNREFUSED', 'connect EINPROGRESS', 'SO_ERROR ECONNREFUSED'],
  unanswered: ['connect', 'ETIMEDOUT', 'connect ETIMEDOUT', '127 s'],
  dead: ['accept', 'dead', 'getpeername ENOTCONN', 'recv ECONNRESET'],
  not_here: ['read', 'EAGAIN', 'epoll 1', 'read EAGAIN', 'epoll 1', 'read 1'],
} as const;

const [one, two, other] = ['one 127.0.0.1 5001', 'two 127.0.0.1 5001', 'two 127.0.0.1 5002'];
const [six1, six2] = ['one ::1 5001', 'two ::1 5001'];
const [mapped1, mapped2] = ['one ::ffff:127.0.0.1 5001', 'two ::ffff:127.0.0.1 5001'];
const [empty, none] = [' 127.0.0.1 5001', 'EAGAIN'];

/** Cases of talk.c, one after the other: the call, its outcome, what it says, what arrives. */
const talks: readonly (readonly [string, string, string, string, readonly string[]])[] = [
  ['receive', 'recvfrom', 'drop', '', [other, none, none]],
  ['receive', 'recvfrom', 'duplicate', '', [one, other, one]],
  ['receive', 'recvfrom', 'reorder', '', [other, one, none]],
  ['receive', 'recvfrom', 'ECONNREFUSED', '', ['ECONNREFUSED', none, none]],
  ['linked', 'recvfrom', 'duplicate', '', [one, two, one]],
  ['empty', 'recvfrom', 'duplicate', '', [empty, two, empty]],
  ['empty', 'recvfrom', 'reorder', '', [two, empty, none]],
  ['version-six', 'recvfrom', 'reorder', '', [six2, six1, none]],
  ['mapped', 'recvfrom', 'duplicate', '', [mapped1, mapped2, mapped1]],
  ['limited', 'recvfrom', 'drop', '', [none]],
  ['receive-many', 'recvmmsg', 'drop', 'recvmmsg 3: two three four ', [none, none, none]],
  ['send-many', 'sendmmsg', 'drop', 'sendmmsg 3: 3 3 5', [none, none, none]],
  ['send-many', 'sendmmsg', 'short-1', 'sendmmsg 1: 3 0 0', [one, none, none]],
  ['unsent', 'sendto', 'duplicate', 'send ECONNREFUSED', [none, none, none]],
  ['send-many', 'sendmmsg', 'duplicate', 'sendmmsg 3: 3 3 5', [one, two, 'three 127.0.0.1 5001']],
];

function linesOf([name, , , said, arrived]: (typeof talks)[number]): readonly string[] {
  const got = arrived.map((text) => `got ${text.replace(' ', ' from ')}`);
  return [`case ${name}`, ...(said === '' ? [] : [said]), ...got];
}

/** Runs to the end with the outcomes that are chosen. */
async function play(world: World, choose: (point: ChoicePoint) => string): Promise<string> {
  world.restore(beginning);
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind === 'choice') {
      const id = choose(step.point);
      world.decide(present(parseOutcomeId(id), id));
    } else {
      expect(step).toMatchObject({ termination: { reason: { kind: 'sut-ended' } } });
      return step.termination.programs[0]?.stdout ?? '';
    }
  }
}

describeGuest('faults in a machine', () => {
  const bench = new Workbench();
  let guests: GuestWorlds;

  beforeAll(() => {
    guests = new GuestWorlds();
  }, 120_000);

  afterAll(() => {
    guests[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  it.each(['in-place', 'files'] as const)('happen to programs of any user, %s', async (kind) => {
    const sut = program('sut', [await bench.compile('guest/scenes')], { uid: nobody });
    await using worlds = await guests.open(sut, { checkpoints: kind });
    const left = new Map<string, readonly string[]>(Object.entries(scenes));
    const printed = await play(worlds.all[0], ({ call, stack }) => {
      const scene = stack.map((frame) => frame.function).find((name = '') => left.has(name)) ?? '';
      const [wanted, outcome = 'ok'] = left.get(scene) ?? [];
      return call === wanted && left.delete(scene) ? outcome : 'ok';
    });
    const expected = Object.entries(scenes).flatMap(([scene, [, , ...lines]]) =>
      lines.map((line) => `${scene.replace('_', ' ')}: ${line}`),
    );
    expect(printed.split('\n')).toEqual(['uid 65534', ...expected, '']);
  });

  it('happen to datagrams', async () => {
    const argv = [await bench.compile('datagrams/talk'), ...talks.map(([name]) => name)];
    await using worlds = await guests.open(program('sut', argv));
    const met = new Set<number>();
    const printed = await play(worlds.all[0], ({ call, process }) => {
      const [, wanted, outcome = 'ok'] = talks[process - 1] ?? [];
      if (call !== wanted || met.has(process)) return 'ok';
      met.add(process);
      return outcome;
    });
    expect(printed.trimEnd().split('\n')).toEqual(talks.flatMap(linesOf));
  });
});
