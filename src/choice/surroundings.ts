import type { ReadProgram } from '../tracer/io-vectors.js';

/** What an override takes from the world that its call is made in. */
export interface Surroundings {
  readonly read: ReadProgram;
  /** An address like this struct sockaddr, at which nobody listens. */
  readonly closedAddress: (address: Buffer) => Buffer;
}
