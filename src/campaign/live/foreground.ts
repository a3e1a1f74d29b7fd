import { spawn } from 'node:child_process';

const setParentDeathSignal = ['--pdeathsig', 'KILL', '--'];

/** A program that has the terminal until it ends. */
export interface Foreground {
  readonly ended: Promise<void>;
  kill(): void;
}

/**
 * Start a program with our standard streams. Ctrl-C is for it: we take none as long as it runs.
 * @param setpriv where it is there, it ends the program when we are killed
 */
export function startForeground(argv: readonly string[], setpriv: string | undefined): Foreground {
  const prefix = setpriv === undefined ? [] : [setpriv, ...setParentDeathSignal];
  const [file = '', ...args] = [...prefix, ...argv];
  const child = spawn(file, args, { stdio: 'inherit' });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}
