import type { ByteSource } from './byte-source.js';
import { segmentType, type ElfHeader } from './elf-header.js';

const buildIdNote = 3;

/** The path of the dynamic loader; undefined for static programs and most libraries. */
export function interpreterOf(source: ByteSource, header: ElfHeader): string | undefined {
  const segment = header.segments.find(({ type }) => type === segmentType.interpreter);
  if (segment === undefined) return undefined;
  return source(segment.offset, segment.fileSize)?.toString('utf8').replace(/\0.*$/s, '');
}

/** Whether an executable needs no loader: neither PT_INTERP, nor a library (which has no entry). */
export function isStatic(header: ElfHeader): boolean {
  const needsLoader = header.segments.some(({ type }) => type === segmentType.interpreter);
  return !needsLoader && header.entry !== 0;
}

/** The linker's build id in hexadecimal (note NT_GNU_BUILD_ID); undefined without one. */
export function buildIdOf(source: ByteSource, header: ElfHeader): string | undefined {
  for (const segment of header.segments) {
    if (segment.type !== segmentType.note) continue;
    const notes = source(segment.offset, segment.fileSize);
    const found = notes === undefined ? undefined : findBuildId(notes);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findBuildId(notes: Buffer): string | undefined {
  let at = 0;
  while (at + 12 <= notes.length) {
    const nameSize = notes.readUInt32LE(at);
    const size = notes.readUInt32LE(at + 4);
    const content = at + 12 + align4(nameSize);
    const isGnu = notes.toString('latin1', at + 12, at + 12 + nameSize) === 'GNU\0';
    if (isGnu && notes.readUInt32LE(at + 8) === buildIdNote) {
      return notes.toString('hex', content, content + size);
    }
    at = content + align4(size);
  }
  return undefined;
}

function align4(size: number): number {
  return Math.ceil(size / 4) * 4;
}
