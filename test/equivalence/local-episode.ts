import { company } from './company-episodes.js';
import type { MakeEpisode } from './episode.js';
import { events } from './event-episodes.js';
import { memoryAndFiles } from './memory-and-file-episodes.js';
import type { Side } from './side.js';

const all = [...memoryAndFiles, ...events, ...company];

export const localEpisode: MakeEpisode = (side: Side) => side.random.pick(all)(side);
