import { accept4 } from '../../../../kernel/ffi.js';
import { OwnedFd } from '../../../../kernel/pidfd.js';
import type { TracedProcess } from '../../../../tracer/tracee.js';
import { refuse } from '../../refusal.js';
import { areOfOneMind } from './bound-name.js';
import type { Workshop } from './workshop.js';

const closeOnExec = 0o2000000;

/** A listener that a connection is made through: one of the world's, or one made for that. */
export interface Listener {
  readonly fd: number;
  /** By whom its name was bound, or is found as it was then. */
  readonly process: TracedProcess;
  readonly name: Buffer;
}

/** @returns the end that connects, which waits in the listener's queue */
export function connectTo(
  { process, name }: Listener,
  connecting: TracedProcess,
  type: number,
  workshop: Workshop,
): OwnedFd {
  if (!areOfOneMind(process, connecting, name))
    refuse('a UNIX connection to a name in another directory');
  const fd = workshop.socket(connecting, type);
  workshop.connect(connecting, fd, name);
  return workshop.take(connecting, fd);
}

/** @returns the end that connects, and the end that it was accepted as */
export function meet(
  listener: Listener,
  connecting: TracedProcess,
  type: number,
  workshop: Workshop,
): readonly [OwnedFd, OwnedFd] {
  const client = connectTo(listener, connecting, type, workshop);
  const accepted = accept4(listener.fd, null, null, closeOnExec);
  if (accepted < 0) refuse('a UNIX connection whose listener is gone');
  return [client, new OwnedFd(accepted)];
}

/**
 * The listener that they met at is gone, or has lost its name: another one gets that for a moment.
 * What it is called, and who listened, is what the two ends know of it (SO_PEERCRED).
 */
export function meetAgain(
  name: Buffer,
  listening: TracedProcess,
  connecting: TracedProcess,
  type: number,
  workshop: Workshop,
): readonly [OwnedFd, OwnedFd] {
  const fd = workshop.socket(listening, type);
  using spot = workshop.bind(listening, fd, name);
  spot?.open();
  workshop.listen(listening, fd, 1);
  using listener = workshop.take(listening, fd);
  return meet({ fd: listener.fd, process: listening, name }, connecting, type, workshop);
}
