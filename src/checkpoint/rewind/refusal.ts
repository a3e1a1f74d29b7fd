/**
 * Something that cannot be saved or put back, by its name. The engine then goes back by
 * re-execution: nothing is restored partly.
 */
export class RewindRefused extends Error {}

/** @throws RewindRefused always */
export function refuse(what: string): never {
  throw new RewindRefused(what);
}
