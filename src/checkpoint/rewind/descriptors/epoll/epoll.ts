import { parseMembers } from '../../../../kernel/epoll.js';
import { refuse } from '../../refusal.js';
import type { Family, Returning, Taken } from '../family.js';
import type { FrozenWorld } from '../../frozen-world.js';
import { EpollHands } from './epoll-hands.js';
import { anonymousInode, memberOf, type Member } from './epoll-member.js';
import { repairMembers } from './epoll-repair.js';
import { captureReadiness, restoreReadiness, type Readiness } from './readiness.js';

interface State {
  readonly members: readonly Member[];
  readonly ready: Readiness;
}

/**
 * Sets of epoll(7): who is in them, what they are asked, and which of what is ready has been
 * reported already. They come last: everything that is in them must be as it was.
 */
export const epoll: Family<State> = {
  name: 'epoll set',

  claims: ({ file }) => file.target === 'anon_inode:[eventpoll]',

  capture: (taken, world) => {
    const hands = new EpollHands(world);
    return taken.map((set) => {
      const members = membersOf(set);
      return { members, ready: captureReadiness(set.copy, members, hands) };
    });
  },

  makeIn: (_state, hands) => hands.call('epoll_create1', 0),

  restore: () => undefined,

  settle: (returning, world) => {
    for (const set of innermostFirst(returning)) settleOne(set, world);
  },
};

function membersOf({ file: { info, holders } }: Taken): readonly Member[] {
  const anonymous = anonymousInode(info.text);
  return parseMembers(info.text).map(
    (entry) =>
      memberOf(holders, entry, anonymous) ?? refuse('an epoll member that nobody has a number for'),
  );
}

function settleOne({ saved, copy }: Returning<State>, world: FrozenWorld): void {
  const { members, ready } = saved.state;
  const hands = new EpollHands(world);
  repairMembers(copy, saved.file, members, hands);
  restoreReadiness(copy, members, ready, hands);
}

/** What happens in a set is news to the sets that it is in. */
function innermostFirst(returning: readonly Returning<State>[]): readonly Returning<State>[] {
  const sets = new Set(returning);
  const sorted: Returning<State>[] = [];
  const visit = (set: Returning<State>): void => {
    if (!sets.delete(set)) return;
    for (const member of set.saved.state.members)
      for (const inner of returning) if (means(member, inner)) visit(inner);
    sorted.push(set);
  };
  returning.forEach(visit);
  return sorted;
}

function means({ process, fd }: Member, { saved }: Returning<State>): boolean {
  return saved.file.holders.some((holder) => holder.process === process && holder.fd === fd);
}
