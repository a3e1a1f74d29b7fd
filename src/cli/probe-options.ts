import type { CliOption } from './cli-option.js';
import { commandValue } from './option-values.js';

/** Who looks, after the faults, whether a server has survived them. */
export const probeOptions: readonly CliOption[] = [
  {
    flags: '--probe <command>',
    help:
      'client that the server must serve after the faults as it does without; may be repeated ' +
      '(default: the drivers again)',
    set: (draft, value, name) => void draft.probes.push({ command: commandValue(name, value) }),
  },
  {
    flags: '--no-probe',
    help: 'do not look whether the server still serves after the faults',
    on: (draft) => void (draft.fields.probe = false),
  },
];
