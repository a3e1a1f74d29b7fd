import { readFileSync, readlinkSync } from 'node:fs';
import { bufferSource, type ByteSource } from '../elf/byte-source.js';
import type { ImageCache } from './image-cache.js';
import { readImage, type Image } from './image.js';
import { ModuleMap, parseMappings, type Mapping } from './module-map.js';

/** What can be read of a stopped process from `address` on: at most `length` bytes, maybe none. */
export type ReadMemory = (address: number, length: number) => Buffer;

/**
 * The modules of a process, as they are mapped now. Throws the file system's error when the
 * process is gone. Files are opened through its root directory; what has no file any more
 * (`[vdso]`, removed libraries) is read from its memory.
 */
export function processModules(pid: number, images: ImageCache, read: ReadMemory): ModuleMap {
  const base = `/proc/${String(pid)}`;
  const maps = readFileSync(`${base}/maps`, 'utf8');
  const mappings = parseMappings(maps, readlinkSync(`${base}/root`));
  const load = (mapping: Mapping): Image | undefined => {
    if (mapping.path === '[vdso]') return memoryImage(mapping, read);
    if (!mapping.path.startsWith('/')) return undefined;
    if (mapping.deleted) return readImage(mappedFile(mappings, mapping, read));
    return images.open(`${base}/root${mapping.path}`);
  };
  return new ModuleMap(mappings, load);
}

/** The vDSO is mapped as the whole file that it is. */
function memoryImage({ start, end }: Mapping, read: ReadMemory): Image | undefined {
  return readImage(bufferSource(read(start, end - start)));
}

/** Reads a removed file from where the process has it mapped. */
function mappedFile(mappings: readonly Mapping[], of: Mapping, read: ReadMemory): ByteSource {
  const parts = mappings.filter(
    ({ deviceInode, path }) => deviceInode === of.deviceInode && path === of.path,
  );
  return (offset, length) => {
    const part = parts.find(
      ({ start, end, fileOffset }) =>
        offset >= fileOffset && offset + length <= fileOffset + (end - start),
    );
    const bytes = part && read(part.start + (offset - part.fileOffset), length);
    return bytes?.length === length ? bytes : undefined;
  };
}
