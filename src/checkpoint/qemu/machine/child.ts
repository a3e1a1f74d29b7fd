import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { exitCode, OperatorError } from '../../../support/operator-error.js';
import type { MachineLog } from './machine-log.js';

/** A program that dies with this process, even when that is killed. */
export class Child implements AsyncDisposable {
  /** How it has ended. */
  readonly end: Promise<string>;

  private constructor(private readonly child: ChildProcess) {
    this.end = new Promise((resolve, reject) => {
      child.once('error', (error) => reject(notStarted(error)));
      child.once('exit', (code, signal) =>
        resolve(signal === null ? `exit code ${String(code)}` : `killed by ${signal}`),
      );
    });
    // Nobody may be looking when it ends.
    this.end.catch(() => undefined);
  }

  /** @param input a file that it finds open as descriptor 3; its lines are 4 and 5 */
  static start(argv: readonly string[], log: MachineLog, input = '/dev/null'): Child {
    const fd = openSync(input, 'r');
    try {
      const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', ...argv], {
        cwd: '/',
        stdio: ['ignore', log.console, log.output, fd, 'pipe', 'pipe'],
      });
      return new Child(child);
    } finally {
      closeSync(fd);
    }
  }

  /** What it has as descriptors 4 and 5, seen from here: unix sockets. */
  get lines(): readonly [Socket, Socket] {
    const [, , , , ...lines] = this.child.stdio as readonly unknown[];
    return lines as [Socket, Socket];
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.end.catch(() => undefined);
  }
}

function notStarted(error: Error): OperatorError {
  const hint = 'install it (Debian: apt-get install util-linux)';
  return new OperatorError(`Cannot start setpriv: ${error.message}.`, hint, exitCode.unsupported);
}
