import { isatty } from 'node:tty';
import { colorsFor, type Colors } from '../report/colors.js';
import { invocation } from './invocation.js';

/** Whoever called the command line: the place, the rights, and where to answer. */
export interface Caller {
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid: number;
  /** Whether standard input is a terminal: somebody is there to type. */
  readonly isAtTerminal: boolean;
  /** How commands that we print call this program. */
  readonly invocation: string;
  readonly colors: Colors;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export function processCaller(): Caller {
  const { env } = process;
  const directory = process.cwd();
  return {
    directory,
    env,
    uid: process.geteuid?.() ?? 0,
    isAtTerminal: isatty(0),
    invocation: invocation(process.argv[1] ?? 'chokepoint', directory, env['PATH'] ?? ''),
    colors: colorsFor(process.stderr.isTTY, env),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
}
