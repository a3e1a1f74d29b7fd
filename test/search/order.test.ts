import { describe, expect, it } from 'vitest';
import { explore } from './harness.js';
import { asking, brittle, independent, looping } from './programs.js';

describe('the order of the search', () => {
  it('is the deepest alternative first for depth-first', async () => {
    const { readable } = await explore(independent(3), { strategy: 'depth-first' });
    expect(readable).toEqual([
      'ok',
      'send#3=EIO',
      'send#2=EIO',
      'send#2=EIO send#3=EIO',
      'send#1=EIO',
      'send#1=EIO send#3=EIO',
      'send#1=EIO send#2=EIO',
    ]);
  });

  it('is one fault before two, in order of discovery, for breadth-first', async () => {
    const { readable } = await explore(independent(3), { strategy: 'breadth-first' });
    expect(readable).toEqual([
      'ok',
      'send#1=EIO',
      'send#2=EIO',
      'send#3=EIO',
      'send#1=EIO send#2=EIO',
      'send#1=EIO send#3=EIO',
      'send#2=EIO send#3=EIO',
    ]);
  });

  it('is what is new before what was met already, for fewest-faults', async () => {
    const limits = { maxFaults: 1 };
    const { readable } = await explore(looping, { strategy: 'fewest-faults', limits });
    expect(readable).toEqual([
      'ok',
      'send#1=EIO',
      'recv#1=eof',
      'send#1=EPIPE',
      'send#2=EIO',
      'send#2=EPIPE',
      'send#3=EIO',
      'send#3=EPIPE',
    ]);
  });

  it('is one fault before two for fewest-faults, each level with what is new first', async () => {
    const setup = { strategy: 'fewest-faults', thorough: false } as const;
    expect((await explore(asking, setup)).readable).toEqual([
      'ok',
      'connect#1=ECONNREFUSED',
      'send#1=EPIPE',
      'recv#1=ECONNRESET',
      'recv#1=eof',
      'send#1=EPIPE recv#1=ECONNRESET',
      'send#1=EPIPE send#2=EPIPE',
      'send#1=EPIPE recv#1=eof',
      'recv#1=ECONNRESET send#2=EPIPE',
      'recv#1=ECONNRESET recv#2=ECONNRESET',
      'recv#1=eof send#2=EPIPE',
      'recv#1=ECONNRESET recv#2=eof',
      'recv#1=eof recv#2=ECONNRESET',
      'recv#1=eof recv#2=eof',
    ]);
  });

  it('takes the outcomes of one point in their order', async () => {
    const limits = { maxFaults: 1 };
    const first = ['ok', 'recv#3=ECONNRESET', 'recv#3=eof', 'recv#2=ECONNRESET'];
    const depth = await explore(brittle, { strategy: 'depth-first', limits });
    expect(depth.readable.slice(0, 4)).toEqual(first);
    const breadth = await explore(brittle, { strategy: 'breadth-first', limits });
    expect(breadth.readable.slice(1, 4)).toEqual([
      'connect#1=ECONNREFUSED',
      'recv#1=ECONNRESET',
      'recv#1=eof',
    ]);
  });

  it('restores the beginning once and then only checkpoints', async () => {
    const { worlds, order } = await explore(independent(4));
    const restored = worlds[0]?.restored ?? [];
    expect(restored).toHaveLength(order.length);
    expect(restored.filter((key) => key === 'ok|beginning')).toHaveLength(1);
  });

  it('keeps levels apart when parallel lanes discover out of turn', async () => {
    let turn = 0;
    const turns = (): number => (turn = (turn * 7 + 3) % 11);
    const explored = await explore(independent(5), {
      strategy: 'breadth-first',
      jobs: 3,
      turns,
      limits: { maxFaults: 4 },
    });
    const starts = explored.worlds.flatMap((world) => world.restored);
    expect(starts).toHaveLength(31);
    // Per lane, the faults of the restored checkpoints never go down.
    for (const world of explored.worlds) {
      const faults = world.restored.map((key) => key.split('=').length);
      expect(faults).toEqual([...faults].sort((a, b) => a - b));
    }
  });
});
