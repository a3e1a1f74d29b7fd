import type { Termination } from './termination.js';

/**
 * The user's own judgement of a finished run, asked when nothing worse is known of it: a text
 * rejects the run (a defect) and says why; `true` and nothing accept it. An exception that it
 * throws ends the exploration.
 */
// A function that returns nothing is the common case, and `undefined` alone would refuse it.
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type
export type OraclePredicate = (termination: Termination) => true | string | undefined | void;
