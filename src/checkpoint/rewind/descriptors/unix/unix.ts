import { socketDomain } from '../../../../kernel/socket.js';
import type { Family } from '../family.js';
import { captureUnix } from './capture.js';
import { findKept } from './fitness.js';
import { refillUnix } from './refill.js';
import { Remake } from './remake.js';
import type { UnixState } from './unix-state.js';

const afUnix = 1;

/** Sockets of unix(7): streams, datagrams and packets; pairs, names and listeners. */
export const unix: Family<UnixState> = {
  name: 'UNIX socket',

  claims: ({ file, copy }) => file.target.startsWith('socket:') && socketDomain(copy) === afUnix,

  capture: captureUnix,

  silence: (now, saved, world) => {
    const [first] = saved;
    if (first !== undefined) findKept(now, first.group, world);
  },

  isSame: (_saved, state, now) =>
    state.group.kept.has(state) && now.file.target === state.file.target,

  make: (state, world) => new Remake(world).make(state),

  restore: refillUnix,
};
