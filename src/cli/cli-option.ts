import { Option, type Command } from 'commander';
import type { Draft } from './draft.js';

/** An option that takes a value. */
export interface ValueOption {
  readonly flags: string;
  readonly help: string;
  readonly set: (draft: Draft, value: string, name: string) => void;
}

/** An option that is there or not. */
interface SwitchOption {
  readonly flags: string;
  readonly help: string;
  readonly on: (draft: Draft) => void;
}

export type CliOption = ValueOption | SwitchOption;

/**
 * Add options that change the draft in the order in which they stand on the command line.
 * @param isWorld whether a replay has to repeat them
 */
export function addOptions(
  command: Command,
  draft: Draft,
  options: readonly CliOption[],
  isWorld: boolean,
): void {
  for (const entry of options) {
    const option = new Option(entry.flags, entry.help);
    const name = option.long ?? entry.flags;
    command.addOption(option);
    // Commander collects values per option; the order among options is known only to its events.
    command.on(`option:${option.name()}`, (value: string | null) => {
      if (isWorld) draft.worldWords.push(...(value === null ? [name] : [name, value]));
      if ('on' in entry) entry.on(draft);
      else entry.set(draft, value ?? '', name);
    });
  }
}
