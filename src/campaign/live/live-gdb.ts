import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Stop, StoppableWorld } from '../../model/stop.js';
import type { Interrupts } from '../interrupts.js';
import { findTool, requireTool } from './find-tool.js';
import { startForeground, type Foreground } from './foreground.js';
import type { LiveView } from './live-view.js';

/** What fits into the path of a socket (unix(7)), with its end. */
const pathMax = 107;
const prefix = 'chokepoint-gdb-';
/** What a processor can watch; for more gdb makes single steps. */
const watchedBytes = 32;
const hint = 'apt-get install gdb; or write a core file with --core and look at it elsewhere';

/** gdb, on the live process of a world that stands still. */
export class LiveGdb implements LiveView {
  private readonly program = requireTool('gdb', hint);
  private directory: string | undefined;
  private running: Foreground | undefined;

  constructor(private readonly interrupts: Interrupts) {}

  /** Let gdb look, until it lets the world go on; the first time it is started. */
  async look(stop: Stop, world: StoppableWorld): Promise<void> {
    this.running ??= await this.start(stop, world);
    // Who hangs at the end of the run is shown again.
    if (await world.gdb()) world.stopAt({ kind: 'end' });
  }

  /** Wait until the user has left gdb. */
  async ended(): Promise<void> {
    await this.running?.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.running?.kill();
    await this.ended();
    if (this.directory !== undefined) rmSync(this.directory, { recursive: true });
  }

  private async start({ pid, init }: Stop, world: StoppableWorld): Promise<Foreground> {
    const socket = this.socketPath(init);
    await world.gdbListen(socket);
    const commands = [
      `set sysroot /proc/${String(pid)}/root`,
      `set remote hardware-watchpoint-length-limit ${String(watchedBytes)}`,
      `target remote ${socket}`,
    ];
    const argv = [this.program, '-q', ...commands.flatMap((command) => ['-ex', command])];
    const running = startForeground([...endsWithUs(), ...argv]);
    void this.interrupts.leaveTo(running.ended).then(() => world.gdbGone());
    return running;
  }

  private socketPath(init: number): string {
    if (isOwnWorld(init)) return path.join('/proc', String(init), 'root', 'gdb');
    const roomy = path.join(tmpdir(), `${prefix}XXXXXX/gdb`).length <= pathMax;
    this.directory = mkdtempSync(path.join(roomy ? tmpdir() : '/tmp', prefix));
    return path.join(this.directory, 'gdb');
  }
}

/** Whether it has files of its own: what lies at its root vanishes with it, however we end. */
function isOwnWorld(init: number): boolean {
  const [own, theirs] = ['self', String(init)].map((id) => readlinkSync(`/proc/${id}/ns/mnt`));
  return own !== theirs;
}

/** A prefix for a program that is to end when we are killed, where that can be had. */
function endsWithUs(): readonly string[] {
  const setpriv = findTool('setpriv');
  return setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL', '--'];
}
