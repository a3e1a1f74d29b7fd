import type { MachineShape } from './machine/machine-arguments.js';

/** A machine that has booted and waits for its first order, and what it takes to start it again. */
export interface BootedGuest extends MachineShape {
  /** The machine's state as QEMU migrates it. */
  readonly stateFile: string;
  /** Physical page numbers of the area that native/channel.h describes. */
  readonly channelPages: readonly number[];
  /** The library with the wrappers, as it lies outside of the guest. */
  readonly library: string;
}
