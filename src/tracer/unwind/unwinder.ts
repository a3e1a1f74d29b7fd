import type { ModuleMap, Place } from '../modules/module-map.js';
import type { ReadMemory } from '../modules/process-modules.js';
import type { CallFrameRow } from './call-frame-row.js';
import { soundly } from './call-frame-table.js';
import { dwarf, userAddress, type RegisterFile } from './register-file.js';
import { StackWindow } from './stack-window.js';
import { callerByCode, callerByFramePointer, callerByRow, type Caller } from './caller.js';

/** A stopped thread's memory. */
export interface UnwindTarget {
  readonly read: ReadMemory;
  readonly modules: ModuleMap;
}

export interface RawFrame {
  /** Where the thread is, or where it will return to. */
  readonly pc: number;
  /**
   * The address that tells the function and the line: `pc` where that is exact, and one byte
   * less for a return address, since a call may be the last instruction of its function.
   */
  readonly lookup: number;
}

/**
 * The call stack of a stopped thread, innermost frame first, at most `limit` frames. It goes by
 * `.eh_frame`; where nothing covers a pc (code of a just-in-time compiler, Go) by the chain of
 * frame pointers; and ends where neither gives a caller that can be one: damaged stacks give
 * short answers, never errors.
 */
export function unwind(target: UnwindTarget, registers: RegisterFile, limit: number): RawFrame[] {
  const words = new StackWindow(target.read);
  const frames: RawFrame[] = [];
  let current: Caller = { registers, isExact: true };
  while (frames.length < limit) {
    const pc = userAddress(current.registers[dwarf.rip]);
    if (pc === undefined || (pc === 0 && frames.length > 0)) break;
    const next = callerOf(target, words, current, pc);
    // Nobody called the way back from a signal handler: its pc is its first instruction.
    const isExact = current.isExact || next?.isExact === true;
    frames.push({ pc, lookup: isExact ? pc : pc - 1 });
    if (next === undefined) break;
    current = next;
  }
  return frames;
}

function callerOf(
  target: UnwindTarget,
  words: StackWindow,
  current: Caller,
  pc: number,
): Caller | undefined {
  const { modules } = target;
  const lookup = current.isExact ? pc : pc - 1;
  const place = modules.place(lookup);
  const row = rowAt(place, lookup);
  // The byte before an undescribed way back from a signal handler may be of any function.
  const covering = current.isExact ? row : row && rowAt(modules.place(pc), pc);
  const byCode = covering ? undefined : callerByCode(current, place, target.read, words.word);
  const caller =
    byCode ??
    (row === undefined
      ? callerByFramePointer(current.registers, words.word)
      : soundly(() => callerByRow(row, current.registers, words.word)));
  const callerPc = userAddress(caller?.registers[dwarf.rip]);
  return callerPc !== undefined && modules.isExecutable(callerPc) ? caller : undefined;
}

function rowAt(place: Place | undefined, address: number): CallFrameRow | undefined {
  return place?.image?.callFrames?.rowAt(address + place.toFileAddress);
}
