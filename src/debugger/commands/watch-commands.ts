import type { WatchKind } from '../inferior/watches.js';
import { done, failure } from '../wire/errors.js';
import { parseStretch } from '../wire/hex.js';
import type { Answer, CommandTable } from './command.js';

function inserting(kind: WatchKind): Answer {
  return (rest, { watches, selected }) => {
    const stretch = stretchOf(kind, rest);
    if (stretch === undefined) return failure.badRequest;
    const { address, length } = stretch;
    return watches.insert(kind, address, length, selected) ? done : failure.noRoom;
  };
}

function removing(kind: WatchKind): Answer {
  return (rest, { watches }) => {
    const stretch = stretchOf(kind, rest);
    if (stretch === undefined) return failure.badRequest;
    watches.remove(kind, stretch.address, stretch.length);
    return done;
  };
}

/** Of an instruction gdb says how long it is; the processor wants to know its begin. */
function stretchOf(kind: WatchKind, text: string): { address: number; length: number } | undefined {
  const stretch = parseStretch(text);
  return stretch && kind === 'instruction' ? { ...stretch, length: 1 } : stretch;
}

/** There is none for reading alone (`Z3`): gdb takes the one for any use then. */
export const watchCommands: CommandTable = {
  'Z1,': inserting('instruction'),
  'z1,': removing('instruction'),
  'Z2,': inserting('write'),
  'z2,': removing('write'),
  'Z4,': inserting('use'),
  'z4,': removing('use'),
};
