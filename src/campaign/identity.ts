import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Settings } from '../model/settings.js';
import { settingsDigest } from '../store/settings-digest.js';
import { ImageCache } from '../tracer/modules/image-cache.js';

/** What a token belongs to: the configuration, and the build of the program. */
export interface Identity {
  readonly configDigest: string;
  readonly buildId: string;
}

export function identify(settings: Settings): Identity {
  return { configDigest: settingsDigest(settings), buildId: buildIdOf(settings.sut.file) };
}

/** 8 hex digits of the linker's build id where there is one, else of the file's contents. */
function buildIdOf(file: string): string {
  const note = new ImageCache().open(file)?.buildId;
  const hash = createHash('sha256');
  return hash
    .update(note ?? readFileSync(file))
    .digest('hex')
    .slice(0, 8);
}
