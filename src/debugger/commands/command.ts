import type { Inferior } from '../inferior/inferior.js';

/** Answers a request; what its name is followed by is handed over. */
export type Answer = (rest: string, inferior: Inferior) => string;

/** Requests by what they begin with. */
export type CommandTable = Readonly<Record<string, Answer>>;
