import { readMemory } from '../../kernel/process-memory.js';
import type { Thread } from '../../tracer/tracee.js';
import { done, failure } from '../wire/errors.js';
import { fromHex, toHex } from '../wire/hex.js';
import type { Answer, CommandTable } from './command.js';

/** Where the C library says at which offset of a module's entry its number is. */
const wanted = '_thread_db_link_map_l_tls_modid';
const offsetAt = 8;
/** The blocks of a thread, by number of the module (dtv_t): where, and what to free. */
const blocksAt = 8;
const blockBytes = 16;

/** gdb offers to look up symbols, and is asked for one. */
const lookUp: Answer = (rest, inferior) => {
  const [value = '', name = ''] = rest.split(':');
  if (name === '') return `qSymbol:${toHex(wanted)}`;
  const [address, { tid }] = [fromHex(value), inferior.selected];
  if (address !== undefined) inferior.moduleNumberAt = halfWord(tid, address + offsetAt);
  return done;
};

/** `THREAD,OFFSET,MODULE`: where a variable lies that each thread has for itself. */
const locate: Answer = (rest, inferior) => {
  const [name = '', ...numbers] = rest.split(',');
  const [offset, module] = numbers.map(fromHex);
  const [thread, { moduleNumberAt }] = [inferior.find(name), inferior];
  if (thread === undefined || moduleNumberAt === undefined) return failure.noThread;
  if (offset === undefined || module === undefined) return failure.badRequest;
  const block = blockOf(thread, halfWord(thread.tid, module + moduleNumberAt) ?? 0);
  return block === undefined ? failure.noMemory : (block + offset).toString(16);
};

/** Undefined for a block that the thread has not needed so far. */
function blockOf(thread: Thread, number: number): number | undefined {
  const registers = thread.registers();
  if (registers === 'died' || number === 0) return undefined;
  const blocks = word(thread.tid, registers.number('fsBase') + blocksAt);
  return blocks && word(thread.tid, blocks + number * blockBytes);
}

function word(tid: number, address: number): number | undefined {
  const bytes = readMemory(tid, address, 8);
  const value = bytes.length < 8 ? NaN : Number(bytes.readBigUInt64LE(0));
  return Number.isSafeInteger(value) ? value : undefined;
}

function halfWord(tid: number, address: number): number | undefined {
  const bytes = readMemory(tid, address, 4);
  return bytes.length < 4 ? undefined : bytes.readUInt32LE(0);
}

export const localCommands: CommandTable = { 'qSymbol:': lookUp, 'qGetTLSAddr:': locate };
