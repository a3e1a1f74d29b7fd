import {
  giveOptions,
  readBufferSizes,
  readOptions,
  restoreOptions,
  type SavedOptions,
} from '../../../kernel/socket-options.js';
import type { Protocol } from '../../../kernel/socket-option-table.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { ownerOf, type OpenFile } from './open-file.js';

interface Known {
  readonly owner: TracedProcess;
  /** How often anybody had set an option when they were read. */
  readonly at: number;
  readonly options: SavedOptions;
}

/**
 * What is set on the sockets of a world. To ask for all options of a socket takes longer than all
 * else about it, and only setsockopt(2) and bind(2) change them, which is noted; all but the sizes
 * of its buffers, which the kernel fits to the traffic (tcp(7), tcp_moderate_rcvbuf).
 */
export class KnownOptions {
  private readonly known = new Map<string, Known>();

  read(file: OpenFile, copy: number, protocol: Protocol, domain: number): SavedOptions {
    const known = this.of(file);
    const options =
      known === undefined ? readOptions(copy, protocol, domain) : readBufferSizes(copy, known);
    this.set(file, options);
    return options;
  }

  /** @returns the name and errno of the first that was refused */
  giveBack(file: OpenFile, copy: number, then: SavedOptions, isFresh: boolean): string | undefined {
    const known = this.of(file);
    const now = known === undefined ? undefined : readBufferSizes(copy, known);
    const refused = isFresh ? giveOptions(copy, then) : restoreOptions(copy, then, now);
    if (refused === undefined) this.set(file, then);
    return refused;
  }

  /** A socket that has had more done to it than programs can do must be asked again. */
  forget({ target }: OpenFile): void {
    this.known.delete(target);
  }

  clear(): void {
    this.known.clear();
  }

  private of(file: OpenFile): SavedOptions | undefined {
    const known = this.known.get(file.target);
    const { process } = ownerOf(file);
    const holds = known?.owner === process && known.at === process.changes.of('socketOptions');
    return holds ? known.options : undefined;
  }

  private set(file: OpenFile, options: SavedOptions): void {
    const { process } = ownerOf(file);
    const at = process.changes.of('socketOptions');
    this.known.set(file.target, { owner: process, at, options });
  }
}
