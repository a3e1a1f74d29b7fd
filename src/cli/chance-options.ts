import { lastSeed } from '../config/config-schema.js';
import type { CliOption } from './cli-option.js';
import { epochMs, wholeNumber } from './option-values.js';

/** Options for what would else be left to chance. */
export const chanceOptions: readonly CliOption[] = [
  {
    flags: '--seed <n>',
    help: 'what the random bytes of the programs come from (default: 0)',
    set: (draft, value, name) => void (draft.fields.seed = wholeNumber(name, value, 0, lastSeed)),
  },
  {
    flags: '--epoch <date>',
    help:
      'what time it is when a run begins: a date such as 2026-01-31T12:00:00Z, or milliseconds ' +
      'since 1970 (default: the present)',
    set: (draft, value, name) => void (draft.fields.epoch = epochMs(name, value)),
  },
];
