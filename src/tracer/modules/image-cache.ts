import { FileCache } from './file-cache.js';
import { readImage, type Image } from './image.js';

/** The images of one worker; undefined for what is no ELF64 file. */
export class ImageCache extends FileCache<Image> {
  constructor() {
    super(readImage);
  }
}
