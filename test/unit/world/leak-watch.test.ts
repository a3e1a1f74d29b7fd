import { expect, it } from 'vitest';
import { LeakWatch } from '../../../src/world/leaks/leak-watch.js';

/** A watch over a server that holds so many sockets at each look, then as many as at the last. */
function watch(...sockets: number[]): { leaks: LeakWatch; clock: { now: number } } {
  const clock = { now: 0 };
  const measure = (): { sockets: number; processes: number; memoryBytes: number } => {
    const count = sockets.length > 1 ? sockets.shift() : sockets[0];
    return { sockets: count ?? 0, processes: 1, memoryBytes: 4096 };
  };
  const leaks = new LeakWatch(measure, () => clock.now, 1000);
  leaks.begin();
  leaks.noteReady();
  leaks.note('faulted');
  return { leaks, clock };
}

function roundsOf(leaks: LeakWatch): number {
  for (let i = 0; i < 3; i++) {
    leaks.beginRound('faulted');
    if (leaks.isWanted) leaks.note('faulted');
  }
  return (leaks.rounds()?.faulted.length ?? 1) - 1;
}

it('asks for no round where nothing is left, and for no more when it stops to grow', () => {
  expect(roundsOf(watch(1, 1).leaks)).toBe(0);
  expect(roundsOf(watch(1, 2, 2).leaks)).toBe(1);
  expect(roundsOf(watch(1, 2, 3, 4, 5).leaks)).toBe(3);
});

it('asks for none when the run has taken long already', () => {
  const { leaks, clock } = watch(1, 2, 3);
  clock.now = 500;
  expect(roundsOf(leaks)).toBe(0);
});

it('takes what the server closes after a while for no leak', () => {
  const { leaks } = watch(1, 2, 3, 4, 5, 1);
  expect(roundsOf(leaks)).toBe(3);
  expect(leaks.awaitsLimits()).toBe(true);
  expect(leaks.isOver(false)).toBe(false);
  expect(leaks.isOver(true)).toBe(true);
  leaks.beginRound('calm');
  expect(leaks.isWanted).toBe(false);
  expect(leaks.rounds()?.faulted.map(({ sockets }) => sockets)).toEqual([2, 3, 4, 1]);
});

it('says nothing where that would take too long, and nothing that it did not note again', () => {
  const { leaks, clock } = watch(1, 2, 3, 4, 5);
  const mark = leaks.mark();
  expect(roundsOf(leaks)).toBe(3);
  leaks.awaitsLimits();
  clock.now = 900;
  expect(leaks.isOver(false)).toBe(true);
  expect(leaks.rounds()).toBeUndefined();
  leaks.comeBackTo(mark);
  expect(leaks.round).toBe(1);
});
