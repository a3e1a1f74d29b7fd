import { hasReady, takeReady, type MemberSetting } from '../../../../kernel/epoll.js';
import { refuse } from '../../refusal.js';
import type { EpollHands } from './epoll-hands.js';
import { isConsumed, isDisarmed, type Member } from './epoll-member.js';
import { mustBeDisarmed } from './epoll-repair.js';

/**
 * What a wait would report, in this order: an edge that is not among them has been reported. For
 * members that cannot be told apart and are reported as long as they are ready: nothing known.
 */
export type Readiness = readonly Member[] | 'whatever is ready';

/** Look without consuming: what was consumed is brought about again. */
export function captureReadiness(
  copy: number,
  members: readonly Member[],
  hands: EpollHands,
): Readiness {
  const ready = hasReady(copy) ? inOrder(members, takeReady(copy, members.length)) : [];
  if (ready !== 'whatever is ready')
    for (const member of ready) if (isConsumed(member)) hands.set(member);
  lookForSignals(members, hands);
  return ready === 'whatever is ready' ? ready : levelsFirst(ready);
}

/** Consume whatever news the way back has made, and make that which was there. */
export function restoreReadiness(
  copy: number,
  members: readonly Member[],
  ready: Readiness,
  hands: EpollHands,
): void {
  const news = inOrder(members, takeReady(copy, members.length));
  mustBeDisarmed(copy, members);
  if (ready === 'whatever is ready' || news === 'whatever is ready') {
    for (const member of members) if (!isDisarmed(member)) hands.set(member);
  } else if (!isOrder(ready, news)) reorder(copy, ready, hands);
  lookForSignals(members, hands);
}

/** A look at a set on behalf of this process does not find the signals of that one. */
function lookForSignals(members: readonly Member[], hands: EpollHands): void {
  for (const member of members) if (member.isSignalFile) hands.set(member);
}

/** What is reported again and again stands in the list again when it has been looked at. */
function levelsFirst(ready: readonly Member[]): readonly Member[] {
  return [...ready.filter((member) => !isConsumed(member)), ...ready.filter(isConsumed)];
}

function isOrder(ready: readonly Member[], news: readonly Member[]): boolean {
  return (
    ready.length === news.length &&
    ready.every((member, i) => member === news[i] && !isConsumed(member))
  );
}

/** The kernel appends who becomes ready: first none is, then one after the other. */
function reorder(copy: number, ready: readonly Member[], hands: EpollHands): void {
  for (const member of ready) hands.set(member, { events: 0, data: member.data });
  takeReady(copy, ready.length);
  for (const member of ready) hands.set(member);
}

/** @throws RewindRefused where edges cannot be told apart */
function inOrder(members: readonly Member[], reports: readonly MemberSetting[]): Readiness {
  if (reports.length === 0) return [];
  const byData = new Map(members.map((member) => [member.data, member]));
  if (byData.size === members.length) return reports.flatMap(({ data }) => byData.get(data) ?? []);
  if (members.some(isConsumed)) refuse('an epoll set whose members cannot be told apart');
  return 'whatever is ready';
}
