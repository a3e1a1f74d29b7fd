import type { Script, Side } from './side.js';

/** Something that a program does by itself, in two parts: a lot may happen between them. */
export interface Episode {
  readonly begin: Script;
  readonly finish: Script;
}

export type MakeEpisode = (side: Side) => Episode;
