import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../support/operator-error.js';
import { executableFormat, type ExecutableFormat } from './executable-format.js';

/** What execvp(3) uses when PATH is not set. */
const defaultPath = '/bin:/usr/bin';

/** Scripts whose interpreter is a script: the kernel gives up after this many. */
const interpretersMax = 4;

/**
 * The absolute path of a program that the kernel can execute here.
 * @param label how messages name the program: `sut`, `peers[0]`
 * @param name with a `/`: relative to `directory`; without: searched in `searchPath`
 * @throws OperatorError when there is none, or it cannot be executed
 */
export function programFile(
  label: string,
  name: string,
  directory: string,
  searchPath: string | undefined,
): string {
  const file = name.includes('/')
    ? path.resolve(directory, name)
    : searchFile(label, name, directory, searchPath ?? defaultPath);
  requireProgram(label, file);
  requireFormat(label, file, interpretersMax);
  return file;
}

function searchFile(label: string, name: string, directory: string, searchPath: string): string {
  const candidates = searchPath.split(':').map((folder) => path.resolve(directory, folder, name));
  const found = candidates.find(isProgram) ?? candidates.find(isFile);
  if (found !== undefined) return found;
  const here = isFile(path.join(directory, name));
  const hint = here ? `write ./${name} for the one in ${directory}` : 'is it installed?';
  throw new OperatorError(`${label}: there is no program "${name}" in PATH`, hint);
}

function isFile(file: string): boolean {
  return statOrUndefined(file)?.isFile() === true;
}

function isProgram(file: string): boolean {
  return isFile(file) && isAllowed(file, constants.X_OK);
}

export function isAllowed(file: string, mode: number): boolean {
  try {
    accessSync(file, mode);
    return true;
  } catch {
    return false;
  }
}

function requireProgram(label: string, file: string): void {
  const stat = statOrUndefined(file);
  if (stat === undefined) {
    throw new OperatorError(`${label}: "${file}" does not exist`, 'check the path and build it');
  }
  if (stat.isDirectory()) {
    throw new OperatorError(`${label}: "${file}" is a directory`, 'name the program inside it');
  }
  if (!stat.isFile() || !isAllowed(file, constants.X_OK)) {
    throw new OperatorError(`${label}: "${file}" is not executable`, `chmod +x ${file}`);
  }
}

/** Also undefined when a part of the path is no directory or may not be searched. */
export function statOrUndefined(file: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

function requireFormat(label: string, file: string, interpretersLeft: number): void {
  if (!isAllowed(file, constants.R_OK)) return;
  const format = executableFormat(file);
  if (format.kind === 'native') return;
  if (format.kind !== 'script' || interpretersLeft === 0) throw formatError(label, file, format);
  const { interpreter } = format;
  if (!isProgram(interpreter)) {
    const message = `${label}: the interpreter "${interpreter}" of "${file}" is missing`;
    throw new OperatorError(message, 'install it, or correct the first line of the script');
  }
  requireFormat(label, interpreter, interpretersLeft - 1);
}

function formatError(label: string, file: string, format: ExecutableFormat): OperatorError {
  if (format.kind === 'foreign') {
    const message = `${label}: "${file}" is built for ${format.machine}`;
    return new OperatorError(message, 'only x86-64 programs can be explored: build it for x86-64');
  }
  const message = `${label}: "${file}" is neither an x86-64 program nor a script with "#!"`;
  return new OperatorError(message, 'for a script, begin it with "#!" and its interpreter');
}
