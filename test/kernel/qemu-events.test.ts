import { afterAll, beforeAll, expect, it } from 'vitest';
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
  message_sent: ['sendmsg', 'short-1', 'sendmsg 1', "1 'a'"],
  parts_read: ['readv', 'short-1', 'readv 1', "3 'bcd'"],
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
} as const;

/** Runs to the end; in each scene the first call of that name meets its fault. */
async function play(world: World): Promise<string> {
  const left = new Map<string, readonly string[]>(Object.entries(scenes));
  world.restore(beginning);
  for (;;) {
    const step = await world.runToChoice();
    if (step.kind !== 'choice') {
     
      expect(step).toMatchObject({ kind: 'ended', termination: { reason: { kind: 'sut-ended' } } });
      expect([...left.keys()]).toEqual([]);
      return step.termination.programs[0]?.stdout ?? '';
    }
    const { call, stack } = step.point;
    const scene = stack.map((frame) => frame.function).find((name = '') => left.has(name)) ?? '';
    const [wanted, outcome = 'ok'] = left.get(scene) ?? [];
    if (call === wanted) left.delete(scene);
    world.decide(present(parseOutcomeId(call === wanted ? outcome : 'ok'), outcome));
  }
}

describeGuest('faults in a machine', () => {
  const bench = new Workbench();
  let guests: GuestWorlds;

  beforeAll(() => {
    guests = new GuestWorlds();
  });

  afterAll(() => {
    guests[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  it('happen to programs of any user, in as much of its time as they take', async () => {
    const sut = program('sut', [await bench.compile('guest/scenes')], { uid: nobody });
    await using worlds = await guests.open(sut);
    const expected = Object.entries(scenes).flatMap(([scene, [, , ...lines]]) =>
      lines.map((line) => `${scene.replace('_', ' ')}: ${line}`),
    );
    expect((await play(worlds.all[0])).split('\n')).toEqual(['uid 65534', ...expected, '']);
  });
});
