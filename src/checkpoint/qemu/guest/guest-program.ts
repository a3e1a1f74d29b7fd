import type { ProgramSettings } from '../../../model/settings.js';
import type { ExitStatus, ProgramEnd } from '../../../model/termination.js';

const tailBytes = 16 * 1024;

/** The state of a program that can be taken back. */
interface ProgramState {
  readonly started: boolean;
  readonly status: ExitStatus | undefined;
  readonly leader: number | undefined;
  readonly sizes: readonly [number, number];
  /** What has been read of its streams, from the end. */
  readonly tails: readonly [string, string];
  /** The sizes that `tails` belongs to. */
  readonly read: readonly [number, number];
}

const fresh: ProgramState = {
  started: false,
  status: undefined,
  leader: undefined,
  sizes: [0, 0],
  tails: ['', ''],
  read: [0, 0],
};

/** A program inside the guest, as far as it has been heard of. */
export class GuestProgram {
  state = fresh;

  constructor(
    readonly settings: ProgramSettings,
    /** Its number in the guest. */
    readonly index: number,
  ) {}

  get status(): ExitStatus | undefined {
    return this.state.status;
  }

  begin(): void {
    this.state = fresh;
  }

  note(change: Partial<ProgramState>): void {
    this.state = { ...this.state, ...change };
  }

  /** The stream of which the end has not been read yet, and from where. */
  unread(): { readonly stream: 0 | 1; readonly path: string; readonly from: number } | undefined {
    const { sizes, read } = this.state;
    const stream = sizes[0] > read[0] ? 0 : 1;
    if (sizes[stream] <= read[stream]) return undefined;
    const path = `/run/chokepoint/out/${String(this.index)}.${String(stream + 1)}`;
    return { stream, path, from: Math.max(0, sizes[stream] - tailBytes) };
  }

  noteTail(stream: 0 | 1, bytes: Buffer): void {
    const { tails, read, sizes } = this.state;
    const text = bytes.subarray(-tailBytes).toString('utf8');
    if (stream === 0) this.note({ tails: [text, tails[1]], read: [sizes[0], read[1]] });
    else this.note({ tails: [tails[0], text], read: [read[0], sizes[1]] });
  }

  outputs(): { readonly stdout: string; readonly stderr: string } {
    const [stdout, stderr] = this.state.tails;
    return { stdout, stderr };
  }

  end(): ProgramEnd {
    const { role, name } = this.settings;
    const end = { role, program: name, ...this.outputs() };
    return this.status === undefined ? end : { ...end, status: this.status };
  }
}
