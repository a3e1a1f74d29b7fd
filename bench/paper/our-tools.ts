import type { Tool } from './printed.js';

type Properties = Pick<Tool, 'level' | 'networking' | 'disk' | 'processIds'>;

/** The upper half of Table 5 for the engines; the tests of each are what it rests on. */
export const ourProperties: Readonly<Record<string, Properties>> = {
  rewind: {
    level: 'all processes of a world, in place',
    networking: 'the kernel’s own; connections are put back with what is under way',
    disk: 'reversible: files that the programs write',
    processIds: 'yes; special files: those that it does not refuse by name',
  },
  replay: {
    level: 'all processes of a world, executed again',
    networking: 'the kernel’s own, in a fresh network',
    disk: 'reversible: a fresh layer',
    processIds: 'yes, as far as the programs repeat themselves',
  },
  qemu: {
    level: 'OS',
    networking: 'inside the machine',
    disk: 'reversible: it is in the memory of the machine',
    processIds: 'yes',
  },
  'qemu, files': {
    level: 'OS',
    networking: 'inside the machine',
    disk: 'reversible: it is in the memory of the machine',
    processIds: 'yes',
  },
};
