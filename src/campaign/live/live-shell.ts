import { readFileSync, readlinkSync } from 'node:fs';
import type { Stop } from '../../model/stop.js';
import type { Interrupts } from '../interrupts.js';
import { requireTool } from './find-tool.js';
import { startForeground, type Foreground } from './foreground.js';
import type { LiveView } from './live-view.js';

/** nsenter(1)'s names of the namespaces of a world, and those in /proc. */
const namespaces = { user: 'user', mount: 'mnt', net: 'net', pid: 'pid', ipc: 'ipc', uts: 'uts' };
const hint = 'apt-get install util-linux; it enters the namespaces of the world';

/** A shell inside of a world that stands still, where the process stands that it stopped for. */
export class LiveShell implements LiveView {
  private readonly nsenter = requireTool('nsenter', hint);
  private running: Foreground | undefined;

  constructor(private readonly interrupts: Interrupts) {}

  /** Let the user look, until the shell ends. */
  async look({ pid }: Stop): Promise<void> {
    const shell = process.env['SHELL'] ?? '/bin/sh';
    const surroundings = { cwd: '/', env: environmentOf(pid) };
    this.running = startForeground([...this.entry(pid), shell], surroundings);
    await this.interrupts.leaveTo(this.running.ended);
  }

  async ended(): Promise<void> {
    await this.running?.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.running?.kill();
    await this.running?.ended;
  }

  /** It does not enter what it is in: the kernel refuses that. */
  private entry(pid: number): readonly string[] {
    const others = Object.entries(namespaces).flatMap(([option, kind]) =>
      namespaceOf('self', kind) === namespaceOf(String(pid), kind) ? [] : [`--${option}`],
    );
    const where = ['--preserve-credentials', '--root', '--wd'];
    // Without namespaces of its own the root is ours, and nobody may have to change it.
    const places = others.length === 0 ? ['--wd'] : where;
    return [this.nsenter, '--target', String(pid), ...others, ...places, '--'];
  }
}

function namespaceOf(process: string, kind: string): string {
  return readlinkSync(`/proc/${process}/ns/${kind}`);
}

/** What the process was started with, and what a shell needs to know of the terminal. */
function environmentOf(pid: number): NodeJS.ProcessEnv {
  const words = readFileSync(`/proc/${String(pid)}/environ`, 'utf8').split('\0');
  const own = words.flatMap((word) => {
    const end = word.indexOf('=');
    return end < 1 ? [] : [[word.slice(0, end), word.slice(end + 1)] as const];
  });
  const { TERM: terminal = 'dumb' } = process.env;
  return { TERM: terminal, ...Object.fromEntries(own) };
}
