import { isSameFile } from '../../../kernel/same-file.js';
import { duplicate, seek } from '../../../kernel/file-descriptor.js';
import type { OwnedFd } from '../../../kernel/pidfd.js';
import { refuse } from '../refusal.js';
import type { Family } from './family.js';
import { ownerOf } from './open-file.js';

interface State {
  /** The open file itself, kept open: it can be given back when all programs have closed it. */
  readonly kept: OwnedFd;
  readonly position: number;
}

/** Devices whose open files have no state of their own. */
const devices = /^\/dev\/(null|zero|full|random|urandom)$/;

/** Files, directories and harmless devices: everything that was opened by a path. */
export const pathFile: Family<State> = {
  name: 'file',

  claims: ({ file: { target } }) => target.startsWith('/'),

  capture: (taken) =>
    taken.map(({ file: { target, info }, copy }) => {
      if (target.startsWith('/dev/') && !devices.test(target) && !target.startsWith('/dev/shm/'))
        refuse(`the device ${target}`);
      return { kept: duplicate(copy), position: info.position };
    }),

  isSame: (_saved, { kept }, now) => {
    const { process: holder, fd } = ownerOf(now.file);
    return isSameFile({ pid: process.pid, fd: kept.fd }, { pid: holder.pid, fd });
  },

  make: ({ kept }) => duplicate(kept.fd),

  restore: (returning) => {
    for (const { saved, copy } of returning)
      if (!devices.test(saved.file.target)) seek(copy, saved.state.position);
  },

  drop: ({ kept }) => kept[Symbol.dispose](),
};
