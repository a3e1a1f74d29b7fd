import { constants } from 'node:fs';
import path from 'node:path';
import type { ProgramSettings, Readiness } from '../model/settings.js';
import type { RoleKind } from '../model/termination.js';
import { OperatorError } from '../support/operator-error.js';
import { commandWords } from './command-words.js';
import { programEnvironment } from './program-environment.js';
import { isAllowed, programFile, statOrUndefined } from './program-file.js';
import type { ProgramObject, ReadinessConfig } from './program-schema.js';

/** What a configuration is resolved against: all that depends on the caller. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The caller's effective user id. */
  readonly uid: number;
}

/** A program as the user wrote it, and where. */
export interface ProgramSource {
  readonly role: RoleKind;
  /** How messages name it: `sut`, `peers[0]`. */
  readonly label: string;
  readonly program: ProgramObject;
  /** What its relative paths are relative to. */
  readonly directory: string;
}

/** @throws OperatorError for whatever would keep the program from starting */
export function resolveProgram(source: ProgramSource, surroundings: Surroundings): ProgramSettings {
  const { role, label, program, directory } = source;
  const argv = commandWords(label, program.command);
  const env = programEnvironment(surroundings.env, program.env ?? {});
  const file = programFile(label, argv[0] ?? '', directory, env['PATH']);
  return {
    role,
    name: program.name ?? `${role === 'probe' ? 'probe-' : ''}${path.basename(file)}`,
    file,
    argv,
    env,
    envChanges: program.env ?? {},
    cwd: workingDirectory(label, path.resolve(directory, program.cwd ?? '.')),
    stdin: standardInput(label, path.resolve(directory, program.stdin ?? '/dev/null')),
    ...allowedUid(label, program.uid, surroundings.uid),
    ready: readiness(program.ready ?? 'auto'),
  };
}

function workingDirectory(label: string, directory: string): string {
  if (statOrUndefined(directory)?.isDirectory() === true) return directory;
  const message = `${label}: the working directory "${directory}" does not exist`;
  throw new OperatorError(message, 'create it, or correct "cwd"');
}

function standardInput(label: string, file: string): string {
  const stat = statOrUndefined(file);
  if (stat === undefined) {
    const message = `${label}: the file for standard input, "${file}", does not exist`;
    throw new OperatorError(message, 'create it, or correct "stdin"');
  }
  if (stat.isDirectory() || !isAllowed(file, constants.R_OK)) {
    const message = `${label}: standard input cannot be read from "${file}"`;
    throw new OperatorError(message, 'name a file that you may read');
  }
  return file;
}

/** An ordinary user can map only the own id into a user namespace (user_namespaces(7)). */
function allowedUid(label: string, uid: number | undefined, own: number): { uid?: number } {
  if (uid === undefined) return {};
  if (own === 0 || uid === own) return { uid };
  throw new OperatorError(
    `${label}: only root may run a program as another user (uid ${String(uid)})`,
    `leave "uid" out, or set it to your own, ${String(own)}`,
  );
}

function readiness(ready: ReadinessConfig): Readiness {
  if (ready === 'auto') return { kind: 'auto' };
  if ('port' in ready) return { kind: 'port', port: ready.port };
  if ('line' in ready) return { kind: 'line', pattern: ready.line };
  return { kind: 'delay', delayMs: ready.delayMs };
}
