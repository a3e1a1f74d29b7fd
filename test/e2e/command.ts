import { spawn, type ChildProcess } from 'node:child_process';
import { commandFile } from './checkout.js';

/** What stands in for a hang of the tool itself. */
const limitMs = 50_000;

export interface Ended {
  /** The exit code, or the signal that ended it. */
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Begin a command of the built command line. */
export function start(words: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  return launch([process.execPath, commandFile, ...words], cwd, env);
}

/** Any other program, to its end. */
export async function execute(
  argv: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Ended> {
  return launch(argv, cwd, env).ended;
}

function launch(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Running {
  const [file = '', ...args] = argv;
  const child = spawn(file, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  return { child, ended: endOf(child) };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk: Buffer) => (text.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text.err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'unknown', ...text }));
  });
}
