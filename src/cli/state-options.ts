import type { CliOption } from './cli-option.js';
import type { Draft } from './draft.js';

/** Options that say when a world is left because it was in that state before. */
export const stateOptions: readonly CliOption[] = [
  {
    flags: '--no-visited',
    help: 'explore states that were explored already',
    on: ({ fields }) => void (fields.states = { ...fields.states, visited: false }),
  },
  {
    flags: '--ignore-variable <name>',
    help:
      'states are the same although this global variable differs: symbol, or ' +
      'symbol+offset:length; may be repeated',
    set: ignore,
  },
  {
    flags: '--ignore-clock',
    help: 'states are the same although programs have read the clock in between',
    on: ({ fields }) => void (fields.states = { ...fields.states, ignoreClock: true }),
  },
];

function ignore({ fields }: Draft, variable: string): void {
  const { ignore: others = [], ...rest } = fields.states ?? {};
  fields.states = { ...rest, ignore: [...others, variable] };
}
