import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followPath } from '../../src/explore/follow-path.js';
import type { ChoicePoint } from '../../src/model/choice-point.js';
import type { RecordedCall } from '../../src/model/recorded-call.js';
import type { RemoteWorld } from '../../src/worker/remote-world.js';
import { openWorld, program, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
let world: RemoteWorld;
let without: readonly ChoicePoint[];
let points: readonly ChoicePoint[];
let calls: readonly RecordedCall[];

beforeAll(async () => {
  const talk = await bench.compile('timeline/talk');
  const peers = [program('peer', [talk, 'serve'], { name: 'server' })];
  const sut = program('sut', [talk], { name: 'client' });
  // Whoever can be rewound ends differently, and is recorded as well.
  const settings = settingsFor(sut, { peers, engine: 'rewind' });
  world = await openWorld(settings);
  without = (await followPath(world, [])).walk.points;
  world.record(bench.path('output'));
  const { walk, termination } = await followPath(world, []);
  points = walk.points;
  calls = termination.calls ?? [];
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

function transfers(over: string): readonly unknown[] {
  const some = calls.filter(({ connection = '' }) => connection.startsWith(over));
  return some.flatMap(({ program: who, direction, bytes, data }) =>
    direction === undefined ? [] : [[who, direction, bytes, data].join(' ')],
  );
}

describe('a run that is recorded', () => {
  it('meets the choice points that it meets otherwise', () => {
    expect(points.map(({ name }) => name)).toEqual(without.map(({ name }) => name));
    const named = calls.flatMap(({ point }) => (point === undefined ? [] : [point]));
    expect(named).toEqual(points.map(({ name }) => name));
  });

  it.each([
    ['tcp', 'over tcp\\n'],
    ['unix', 'over \\x1b[31munix'],
    ['udp', 'over udp'],
  ])('tells what went over %s, at both ends, in order', (over, text) => {
    const length = text.replace(/\\x..|\\n/g, '.').length;
    expect(transfers(over)).toEqual([
      `client sent ${length} ${text}`,
      `server received ${length} ${text}`,
      `server sent ${length} ${text}`,
      `client received ${length} ${text}`,
    ]);
    const names = calls.flatMap(({ connection = '' }) => connection);
    expect(new Set(names.filter((name) => name.startsWith(over))).size).toBe(1);
  });

  it('has times that go on', () => {
    const times = calls.filter(({ result }) => result !== 'waiting').map(({ timeMs }) => timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('names the connection that accept has made', () => {
    const accepted = calls.filter(({ call }) => call === 'accept');
    expect(accepted.map(({ role, connection }) => [role, connection?.split(' ')[0]])).toEqual([
      ['listener:5000', 'tcp'],
      ['unix:/tmp/talk', 'unix'],
    ]);
  });

  it('keeps what the programs have written, byte by byte', () => {
    const written = readFileSync(bench.path('output/client.stdout'), 'latin1');
    expect(written).toBe('over tcp\n\nover \u001b[31munix\nover udp\n');
    expect(readFileSync(bench.path('output/server.stderr'), 'latin1')).toBe('');
  });

  it('shows the fault where it was injected, and what the other end saw of it', async () => {
    const recv = points.find(({ call }) => call === 'recv');
    const outcome = { kind: 'errno', errno: 'ECONNRESET' } as const;
    const { termination } = await followPath(world, [{ at: recv?.id ?? '', outcome }]);
    const injected = termination.calls?.filter((call) => call.outcome !== undefined);
    expect(injected).toMatchObject([
      { program: 'client', call: 'recv', result: 'ECONNRESET', outcome: 'ECONNRESET' },
    ]);
    expect(injected?.[0]?.point).toBe(recv?.name);
  });
});
