import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { readMemory } from '../../src/kernel/process-memory.js';
import { getRegisters, interrupt, registerBytes, resume, seize } from '../../src/kernel/ptrace.js';
import { waitFor } from '../../src/kernel/wait.js';
import { present } from '../../src/support/assert.js';
import { ImageCache } from '../../src/tracer/modules/image-cache.js';
import { processModules } from '../../src/tracer/modules/process-modules.js';
import { registerFile, type RegisterFile } from '../../src/tracer/unwind/register-file.js';
import type { UnwindTarget } from '../../src/tracer/unwind/unwinder.js';

export const images = new ImageCache();

const fixtures = join(import.meta.dirname, 'fixtures/unwind');

/** Compiles into a directory of its own, which goes with the scope. */
export class Workshop implements Disposable {
  private readonly directory = mkdtempSync(join(tmpdir(), 'unwind-'));

  /** As Debian builds its programs: optimised, without frame pointers. */
  compile(name: string, ...flags: string[]): string {
    const output = join(this.directory, `${name}${flags.join('')}`);
    const source = join(fixtures, `${name}.c`);
    execFileSync('cc', ['-O2', '-fomit-frame-pointer', ...flags, '-o', output, source]);
    return output;
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true });
  }
}

/** A grandchild: Node reaps its children itself and would swallow their ptrace stops. */
export class TestProcess implements AsyncDisposable {
  private constructor(
    private readonly shell: ChildProcess,
    readonly pid: number,
  ) {}

  static async launch(argv: readonly string[]): Promise<TestProcess> {
    const script = '"$@" >/dev/null 2>&1 & echo $!; wait';
    const shell = spawn('/bin/sh', ['-c', script, 'sh', ...argv], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(present(shell.stdout, 'stdout'));
    const [pid] = (await once(lines, 'line')) as [string];
    return new TestProcess(shell, Number(pid));
  }

  /** Until its first thread is blocked in this system call. */
  async blockedIn(call: number): Promise<void> {
    const deadline = performance.now() + 30_000;
    const prefix = `${String(call)} `;
    while (!readFileSync(`/proc/${String(this.pid)}/syscall`, 'latin1').startsWith(prefix)) {
      if (performance.now() > deadline) throw new Error(`not in call ${String(call)}`);
      await setImmediate();
    }
  }

  /** Takes it under ptrace and stops it where it is. */
  stop(): StoppedThread {
    if (seize(this.pid).refused !== undefined) throw new Error('cannot seize');
    interrupt(this.pid);
    waitFor(this.pid);
    return new StoppedThread(this.pid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = this.shell.exitCode === null ? once(this.shell, 'exit') : undefined;
    try {
      process.kill(this.pid, 'SIGKILL');
      while (waitFor(this.pid) !== 'gone') resume(this.pid, 'cont', 9);
    } catch {
      // It ended before.
    }
    await ended;
  }
}

export class StoppedThread {
  readonly target: UnwindTarget;

  constructor(readonly pid: number) {
    const read = (address: number, length: number): Buffer => readMemory(pid, address, length);
    this.target = { read, modules: processModules(pid, images, read) };
  }

  registers(): RegisterFile {
    const bytes = Buffer.alloc(registerBytes);
    if (getRegisters(this.pid, bytes) === 'died') throw new Error('died');
    return registerFile(bytes);
  }

  /** The signal that the thread stopped for after one instruction; undefined when it ended. */
  step(signal: number): number | undefined {
    resume(this.pid, 'singleStep', signal);
    const waited = waitFor(this.pid);
    if (waited === 'gone' || (waited.status & 0xff) !== 0x7f) return undefined;
    return (waited.status >> 8) & 0xff;
  }
}

export const hasGdb = spawnSync('gdb', ['--version']).status === 0;

/** From one frame to the next, without those that exist in debug information only. */
const gdbScript = [
  'f = gdb.newest_frame()',
  "exec('while f: f.type() == gdb.INLINE_FRAME or print(\\'pc\\', f.pc()); f = f.older()')",
].map((line) => `python ${line}`);

/** The pcs of the call stack as gdb sees them; only for processes that nobody traces. */
export function gdbStack(pid: number): number[] {
  const settings = ['debuginfod enabled off', 'backtrace past-main on', 'backtrace past-entry on'];
  const commands = [...settings.map((setting) => `set ${setting}`), ...gdbScript];
  const args = commands.flatMap((command) => ['-ex', command]);
  const output = execFileSync('gdb', ['-nx', '-batch', ...args, '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return [...output.matchAll(/^pc (\d+)$/gm)].map(([, pc]) => Number(pc));
}
