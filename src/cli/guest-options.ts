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
    set: (draft, value) => {
      const include = draft.fields.guest?.include ?? [];
      setGuest(draft, { include: [...include, path.resolve(value)] });
    },
  },
  {
    flags: '--kernel <file>',
    help: "engine qemu: the machine's kernel, a bzImage or an ELF file",
    set: (draft, value) => void setGuest(draft, { kernel: path.resolve(value) }),
  },
  {
    flags: '--guest-memory <size>',
    help: 'engine qemu: memory of the machine, such as 256M (default: what the programs need)',
    set: (draft, value, name) => void setGuest(draft, { memoryBytes: sizeBytes(name, value) }),
  },
  {
    flags: '--guest-checkpoints <kind>',
    help: `engine qemu: how checkpoints are taken: ${guestCheckpoints.join(', ')} (default: in-place)`,
    set: (draft, value, name) =>
      void setGuest(draft, { checkpoints: oneOf(name, value, guestCheckpoints) }),
  },
  {
    flags: '--checkpoint-disk <size>',
    help: 'engine qemu: room for the checkpoint files of one world (default: 4G)',
    set: (draft, value, name) => void setGuest(draft, { diskBytes: sizeBytes(name, value) }),
  },
];

function setGuest(draft: Draft, fields: Guest): void {
  draft.fields.guest = { ...draft.fields.guest, ...fields };
}
