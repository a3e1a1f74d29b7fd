import type { Family } from './family.js';
import { pathFile } from './path-file.js';
import { tcp } from './tcp/tcp.js';

/** In the order in which they are asked, silenced, restored and settled. */
export const families: readonly Family<unknown>[] = [tcp as Family<unknown>, pathFile as Family<unknown>];
