import { readForced } from '../../kernel/forced-memory.js';
import { readMemory } from '../../kernel/process-memory.js';
import { poke } from '../../tracer/poke.js';
import type { Inferior } from '../inferior/inferior.js';
import { done, failure } from '../wire/errors.js';
import { parseStretch, toHex } from '../wire/hex.js';
import type { Answer, CommandTable } from './command.js';

/** As much as is there from an address on. */
function bytesAt(text: string, { breakpoints, selected }: Inferior): Buffer | undefined {
  const stretch = parseStretch(text);
  if (stretch === undefined) return undefined;
  const { address, length } = stretch;
  const bytes = memoryAt(selected.tid, address, length);
  return bytes.length === 0 && length > 0 ? undefined : breakpoints.hide(address, bytes);
}

function memoryAt(tid: number, address: number, length: number): Buffer {
  const bytes = readMemory(tid, address, length);
  if (bytes.length === length) return bytes;
  const whole = Buffer.alloc(length);
  return whole.subarray(0, readForced(tid, address, whole));
}

const read: Answer = (rest, inferior) => {
  const bytes = bytesAt(rest, inferior);
  return bytes === undefined ? failure.noMemory : toHex(bytes);
};

const readPlain: Answer = (rest, inferior) => {
  const bytes = bytesAt(rest, inferior);
  return bytes === undefined ? failure.noMemory : `b${bytes.toString('latin1')}`;
};

/** @param decode how the bytes are written */
function writing(encoding: 'hex' | 'latin1'): Answer {
  return (rest, { breakpoints, selected }) => {
    const stretch = parseStretch(rest);
    if (stretch === undefined) return failure.badRequest;
    const { address, length } = stretch;
    if (length === 0) return done;
    const bytes = Buffer.from(stretch.rest, encoding);
    if (readMemory(selected.tid, address, length).length < length) return failure.noMemory;
    poke(selected.tid, address, breakpoints.keep(address, bytes));
    return done;
  };
}

const insert: Answer = (rest, { breakpoints, selected }) => {
  const stretch = parseStretch(rest);
  if (stretch === undefined) return failure.badRequest;
  return breakpoints.insert(selected.tid, stretch.address) ? done : failure.noMemory;
};

const remove: Answer = (rest, { breakpoints, selected }) => {
  const stretch = parseStretch(rest);
  if (stretch === undefined) return failure.badRequest;
  breakpoints.remove(selected.tid, stretch.address);
  return done;
};

export const memoryCommands: CommandTable = {
  m: read,
  x: readPlain,
  M: writing('hex'),
  X: writing('latin1'),
  'Z0,': insert,
  'z0,': remove,
};
