import {
  access,
  drainPipe,
  fillPipe,
  openPipeEnd,
  peekPipe,
  pipeCapacity,
  pipeHandle,
  setPipeCapacity,
  type PipeBuffer,
} from '../../../../kernel/pipe.js';
import type { OwnedFd } from '../../../../kernel/pidfd.js';
import { queuedBytes } from '../../../../kernel/socket.js';
import { refuse } from '../../refusal.js';

/** A pipe without its ends: what is in it, and what keeps it. */
export class PipeImage implements Disposable {
  private isDropped = false;

  private constructor(
    readonly key: string,
    private readonly kept: OwnedFd,
    private readonly capacity: number,
    private readonly buffers: readonly PipeBuffer[],
  ) {}

  /** @param reader without one nobody will ever see what is in the pipe */
  static capture(key: string, end: number, reader: number | undefined): PipeImage {
    const buffers = reader === undefined ? [] : peekPipe(reader);
    if (buffers === undefined) refuse('a pipe that cannot be looked into');
    const kept = pipeHandle(end) ?? refuse('a pipe that cannot be kept');
    return new PipeImage(key, kept, pipeCapacity(end) ?? 0, buffers);
  }

  /** Not an end of it: it can be opened from here. */
  get handle(): number {
    return this.kept.fd;
  }

  restore(reader: number | undefined): void {
    if (reader === undefined) return;
    if (queuedBytes(reader) > 0) drainPipe(reader);
    if (!setPipeCapacity(reader, this.capacity)) refuse('the capacity of a pipe');
    if (this.buffers.length > 0) this.fill();
  }

  [Symbol.dispose](): void {
    if (!this.isDropped) this.kept[Symbol.dispose]();
    this.isDropped = true;
  }

  /** A writer of our own does not wait, and knows no packets but those it is given. */
  private fill(): void {
    using writer = openPipeEnd(this.handle, access.write);
    if (writer === undefined || !fillPipe(writer.fd, this.buffers))
      refuse('a pipe that cannot be filled again');
  }
}
