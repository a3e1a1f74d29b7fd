import { statSync } from 'node:fs';
import { withFileSource } from '../elf/byte-source.js';
import { readImage, type Image } from './image.js';

/** Enough for every library of a world; a world of ever new files starts over. */
const maxImages = 512;

/**
 * The images of one worker, parsed once for all runs. A file is the same while its device,
 * inode, size and modification time are.
 */
export class ImageCache {
  private readonly images = new Map<string, Image | undefined>();

  /** Undefined where the file is gone or is no ELF64 file. */
  open(path: string): Image | undefined {
    const key = identity(path);
    if (key === undefined) return undefined;
    if (this.images.has(key)) return this.images.get(key);
    const image = withFileSource(path, readImage);
    if (this.images.size >= maxImages) this.images.clear();
    this.images.set(key, image);
    return image;
  }
}

function identity(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stat?.isFile() !== true) return undefined;
  return [stat.dev, stat.ino, stat.size, stat.mtimeNs].join(':');
}
