import { spawn } from 'node:child_process';

/** A program that has the terminal until it ends. */
export interface Foreground {
  readonly ended: Promise<void>;
  kill(): void;
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Start a program with our standard streams. Ctrl-C is for it as long as it runs. */
export function startForeground(
  [file = '', ...args]: readonly string[],
  surroundings: Surroundings = {},
): Foreground {
  const child = spawn(file, args, { stdio: 'inherit', ...surroundings });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  return { ended, kill: () => void child.kill('SIGKILL') };
}
