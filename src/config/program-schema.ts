import { z } from 'zod';
import { filled, milliseconds, port, strict, text, whole } from './expectations.js';

/** Largest uid that Linux gives to anyone (-1 means "do not change"). */
const maxUid = 2 ** 32 - 2;

const readyError =
  'expected "auto", { port: NUMBER }, { line: "REGULAR EXPRESSION" } or { delayMs: NUMBER }';

const pattern = filled('a regular expression').refine(isRegularExpression, {
  error: 'expected a valid regular expression',
});

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source, 'm') instanceof RegExp;
  } catch {
    return false;
  }
}

const readiness = z.union(
  [
    z.literal('auto', { error: readyError }),
    strict({ port: port() }),
    strict({ line: pattern }),
    strict({ delayMs: milliseconds(0) }),
  ],
  { error: readyError },
);

const commandError = 'expected a command: a string, or a list of strings';

const command = z.union(
  [text('a command'), z.array(text('an argument as a string'), { error: commandError })],
  { error: commandError },
);

const environment = z.record(
  z.string().regex(/^[^=\0]+$/, { error: 'expected a variable name without "="' }),
  z.union([text('a string'), z.null()], { error: 'expected a string, or null to remove it' }),
  { error: 'expected an object of variable names and values' },
);

const programObject = strict({
  command: command.describe('The program and its arguments; a string is split like in a shell'),
  name: filled('a name').optional().describe('How reports call it (default: its basename)'),
  env: environment.optional().describe('Variables added to the inherited ones; null removes one'),
  cwd: filled('a directory').optional().describe('Its working directory'),
  stdin: filled('a file name').optional().describe('File for standard input (default: /dev/null)'),
  uid: whole(0, maxUid, 'a user id').optional().describe('User id that it runs as'),
  ready: readiness.optional().describe('When it counts as started (default: "auto")'),
});

const programError = 'expected a command (a string or a list of strings) or { command: ... }';

/** A program as the user writes it: a command line, a list of arguments, or an object. */
export const programSchema = z.union(
  [
    text('a command'),
    z.array(text('an argument as a string'), { error: programError }),
    programObject,
  ],
  { error: programError },
);

export type ProgramConfig = z.input<typeof programSchema>;
export type ProgramObject = z.input<typeof programObject>;
export type ReadinessConfig = z.input<typeof readiness>;

export function asProgramObject(program: ProgramConfig): ProgramObject {
  return typeof program === 'string' || Array.isArray(program) ? { command: program } : program;
}
