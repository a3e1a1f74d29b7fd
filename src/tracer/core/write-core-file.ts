import { mappingDetails } from '../../kernel/mapping-details.js';
import { rootOf } from '../../kernel/process-root.js';
import type { CoreWritten } from '../../model/stop.js';
import { copyMemory } from './copy-memory.js';
import { filesNote } from './files-note.js';
import { elfHeaders, headersLength, type Header } from './headers.js';
import { note, noteType } from './note.js';
import { pageBytes } from './page.js';
import { auxiliary, processInfo } from './process-notes.js';
import { segmentsOf, type Segment } from './segment.js';
import { SparseFile } from './sparse-file.js';
import { threadNotes } from './thread-notes.js';

/** A process all of whose threads are stopped by this tracer. */
export interface DumpedProcess {
  /** Whom the core is about comes first. */
  readonly threads: readonly [number, ...number[]];
  /** What is about to end it, if a signal is. */
  readonly signal?: { readonly number: number; readonly info: Buffer } | undefined;
}

/**
 * Write a core file as the kernel would (core(5)), in pieces: debuggers read it.
 * @throws the file system's error
 */
export function writeCoreFile(name: string, process: DumpedProcess): CoreWritten {
  const [tid] = process.threads;
  const mappings = mappingDetails(tid);
  const segments = segmentsOf(mappings);
  const notes = Buffer.concat([...processNotes(process, filesNote(mappings, rootOf(tid)))]);
  const parts = layOut(notes.length, segments);
  using file = SparseFile.create(name);
  file.write(Buffer.concat([elfHeaders(parts), notes]), 0);
  const memory = parts.slice(1);
  segments.forEach((segment, i) => copyMemory(tid, segment, file, memory[i]?.fileAt ?? 0));
  const length = memory.reduce(
    (end, { fileAt, fileBytes }) => Math.max(end, fileAt + fileBytes),
    0,
  );
  return { bytes: file.finish(length), length };
}

function* processNotes({ threads, signal }: DumpedProcess, files: Buffer): Generator<Buffer> {
  const [tid] = threads;
  const [first, ...others] = threads.flatMap((one) => threadNotes(one, signal?.number ?? 0) ?? []);
  yield first?.status ?? Buffer.alloc(0);
  yield processInfo(tid);
  if (signal !== undefined) yield note(noteType.signalInfo, signal.info);
  yield auxiliary(tid);
  yield files;
  yield first?.registers ?? Buffer.alloc(0);
  for (const { status, registers } of others) yield Buffer.concat([status, registers]);
}

/** Where each part lies: the notes behind the headers, memory from the next page on. */
function layOut(notesBytes: number, segments: readonly Segment[]): readonly Header[] {
  const notesAt = headersLength(segments.length + 1);
  const ofNotes = { fileAt: notesAt, fileBytes: notesBytes, memoryBytes: 0 };
  const parts: Header[] = [{ type: 'notes', access: '', address: 0, ...ofNotes }];
  let fileAt = Math.ceil((notesAt + notesBytes) / pageBytes) * pageBytes;
  for (const { mapping, length } of segments) {
    const { start, end, access } = mapping;
    const place = { address: start, fileAt, fileBytes: length, memoryBytes: end - start };
    parts.push({ type: 'memory', access, ...place });
    fileAt += length;
  }
  return parts;
}
