import type { Crash } from '../../../model/termination.js';
import { signalName } from '../../../abi/signals.js';
import type { CopiedStacks } from '../../../tracer/copied-stacks.js';
import { readCore } from './core-file.js';
import type { GuestProgram } from './guest-program.js';
import type { Order } from './reply.js';
import type { Tick } from './tick.js';

/** The core files that a run has left, read from the guest piece by piece. */
export class Cores {
  private readonly complete = new Map<string, Buffer>();
  private pieces: Buffer[] = [];
  private current: string | undefined;

  constructor(private readonly stacks: CopiedStacks) {}

  /** @returns what to read next; undefined when all are here */
  nextRead({ cores }: Tick): Order | undefined {
    this.current ??= [...cores].sort().find((name) => !this.complete.has(name));
    if (this.current === undefined) return undefined;
    const from = this.pieces.reduce((sum, { length }) => sum + length, 0);
    return { kind: 'read', path: `/run/chokepoint/cores/${this.current}`, from };
  }

  /** An empty piece is the end of the file. */
  take(bytes: Buffer): void {
    if (bytes.length > 0) this.pieces.push(bytes);
    else if (this.current !== undefined) {
      this.complete.set(this.current, Buffer.concat(this.pieces));
      this.pieces = [];
      this.current = undefined;
    }
  }

  /** @param programOf the program whose first process has this session */
  crashes(programOf: (session: number) => GuestProgram | undefined): readonly Crash[] {
    return [...this.complete.values()].flatMap((bytes) => {
      const core = readCore(bytes);
      const program = core && programOf(core.session);
      if (core === undefined || program === undefined) return [];
      const { role, name } = program.settings;
      const isFirst = core.pid === core.session;
      return [
        {
          role,
          program: name,
          process: isFirst ? 1 : 2,
          signal: signalName(core.signal),
          stack: this.stacks.read(core),
        },
      ];
    });
  }
}
