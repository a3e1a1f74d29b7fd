import path from 'node:path';
import { guestCheckpoints } from '../model/settings.js';
import type { CliOption } from './cli-option.js';
import type { Draft } from './draft.js';
import { oneOf, sizeBytes } from './option-values.js';

type Guest = NonNullable<Draft['fields']['guest']>;

/** Options of the machine that the engine `qemu` runs the programs in. */
export const guestOptions: readonly CliOption[] = [
  {
    flags: '--include <path>',
    help: 'engine qemu: a file or directory that the programs need; may be repeated',
    set: include,
  },
  guestOption(
    '--kernel <file>',
    "engine qemu: the machine's kernel, a bzImage or an ELF file",
    (value) => ({
      kernel: path.resolve(value),
    }),
  ),
  guestOption(
    '--guest-memory <size>',
    'engine qemu: memory of the machine, such as 256M (default: what the programs need)',
    (value, name) => ({ memoryBytes: sizeBytes(name, value) }),
  ),
  guestOption(
    '--guest-checkpoints <kind>',
    `engine qemu: kind of checkpoints: ${guestCheckpoints.join(' or ')} (default: in-place)`,
    (value, name) => ({ checkpoints: oneOf(name, value, guestCheckpoints) }),
  ),
  guestOption(
    '--checkpoint-disk <size>',
    'engine qemu: room for the checkpoint files of one world (default: 4G)',
    (value, name) => ({ diskBytes: sizeBytes(name, value) }),
  ),
];

function guestOption(
  flags: string,
  help: string,
  fieldsOf: (value: string, name: string) => Guest,
): CliOption {
  const set = (draft: Draft, value: string, name: string): void => {
    draft.fields.guest = { ...draft.fields.guest, ...fieldsOf(value, name) };
  };
  return { flags, help, set };
}

function include(draft: Draft, value: string): void {
  const { include: others = [] } = draft.fields.guest ?? {};
  draft.fields.guest = { ...draft.fields.guest, include: [...others, path.resolve(value)] };
}
