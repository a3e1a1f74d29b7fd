import { bufferSource } from '../../../tracer/elf/byte-source.js';
import { parseElfHeader, segmentType, type Segment } from '../../../tracer/elf/elf-header.js';
import { memoryOf, type CopiedStack } from '../../../tracer/copied-stacks.js';
import { mappingLines } from './core-mappings.js';
import { notesOf } from './core-notes.js';

/** Types of notes in a core file (elf.h). */
const note = { status: 1, process: 3, files: 0x46494c45 } as const;
/** Offsets in struct elf_prstatus and struct elf_prpsinfo of x86-64 (sys/procfs.h). */
const status = { signal: 12, registers: 112, registersBytes: 216 } as const;
const process = { pid: 24, session: 36 } as const;

/** A process that a signal has ended, as its core file tells. */
interface Core extends CopiedStack {
  readonly pid: number;
  readonly session: number;
  readonly signal: number;
}

/** @returns undefined for what is no core file, or a damaged one */
export function readCore(bytes: Buffer): Core | undefined {
  const header = parseElfHeader(bufferSource(bytes));
  const segments = header?.segments ?? [];
  const held = segments.find(({ type }) => type === segmentType.note);
  if (held === undefined) return undefined;
  const notes = notesOf(bytes.subarray(held.offset, held.offset + held.fileSize));
  // The first thread's note stands first: the one that the signal has ended.
  const [thread, info] = [notes.get(note.status), notes.get(note.process)];
  if (thread === undefined || info === undefined) return undefined;
  const { signal, registers, registersBytes } = status;
  return {
    pid: info.readInt32LE(process.pid),
    session: info.readInt32LE(process.session),
    signal: thread.readUInt16LE(signal),
    registers: thread.subarray(registers, registers + registersBytes),
    maps: mappingLines(notes.get(note.files), segments),
    memory: memoryOf(segments.filter(isLoaded).map((segment) => pieceOf(bytes, segment))),
  };
}

function isLoaded({ type, fileSize }: Segment): boolean {
  return type === segmentType.load && fileSize > 0;
}

function pieceOf(
  bytes: Buffer,
  { address, offset, fileSize }: Segment,
): { readonly address: number; readonly bytes: Buffer } {
  return { address, bytes: bytes.subarray(offset, offset + fileSize) };
}
