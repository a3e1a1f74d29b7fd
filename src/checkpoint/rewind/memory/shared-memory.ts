import type { Mapping } from '../../../kernel/memory-map.js';
import { readMemory, writePieces, type Piece } from '../../../kernel/process-memory.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { refuse } from '../refusal.js';
import { Block } from './block.js';
import { subtract, union } from './extents.js';
import type { Extent } from '../../../kernel/process-memory.js';
import type { SavedMemory } from './saved-memory.js';

const pieceBytes = 256 << 10;
const bytesMax = 256 << 20;

/** A part of a shared object as one process sees it. */
interface Part {
  readonly process: TracedProcess;
  readonly start: number;
  readonly block: Block;
}

/** What was in shared memory when it was last saved, where nothing has changed it since. */
const last = new Map<string, WeakRef<Block>>();

/** What writable shared mappings hold: anonymous memory, memfds, files; each object once. */
export class SharedMemory implements Disposable {
  private constructor(readonly parts: readonly Part[]) {}

  static capture(memories: readonly SavedMemory[]): SharedMemory {
    const seen = new Map<string, readonly Extent[]>();
    const parts: Part[] = [];
    let bytes = 0;
    for (const { process, layout } of memories)
      for (const mapping of layout.shared)
        for (const part of unseen(mapping, seen)) {
          bytes += part.length;
          if (bytes > bytesMax) refuse('more than 256 MB of shared memory');
          parts.push(...read(process, mapping, part));
        }
    for (const { block } of parts) block.hold();
    return new SharedMemory(parts);
  }

  /** All mappings are back. */
  fill(): void {
    const pieces = new Map<TracedProcess, Piece[]>();
    for (const { process, start, block } of this.parts) {
      const piece = { start, length: block.bytes.length, bytes: block.bytes };
      pieces.set(process, [...(pieces.get(process) ?? []), piece]);
    }
    for (const [{ pid }, all] of pieces)
      if (!writePieces(pid, all)) refuse('shared memory that cannot be written');
  }

  [Symbol.dispose](): void {
    for (const { block } of this.parts) block.release();
  }
}

/** What of the object no other mapping has shown yet; by offsets in the object. */
function unseen(mapping: Mapping, seen: Map<string, readonly Extent[]>): readonly Extent[] {
  const { start, end, offset, backing } = mapping;
  const all = [{ start: offset, length: end - start }];
  const known = seen.get(backing) ?? [];
  seen.set(backing, union(all, known));
  return subtract(all, known);
}

/** In pieces, which are shared with the last snapshot's where they are equal. */
function read(process: TracedProcess, mapping: Mapping, part: Extent): readonly Part[] {
  const parts: Part[] = [];
  for (let at = part.start; at < part.start + part.length; at += pieceBytes) {
    const length = Math.min(pieceBytes, part.start + part.length - at);
    const start = mapping.start + at - mapping.offset;
    // Behind its end a file cannot be read.
    const bytes = readMemory(process.pid, start, length);
    if (bytes.length === 0) break;
    parts.push({ process, start, block: blockOf(`${mapping.backing} ${String(at)}`, bytes) });
  }
  return parts;
}

function blockOf(key: string, bytes: Buffer): Block {
  const known = last.get(key)?.deref();
  if (known?.bytes.equals(bytes) === true) return known;
  const block = new Block(bytes);
  last.set(key, new WeakRef(block));
  return block;
}
