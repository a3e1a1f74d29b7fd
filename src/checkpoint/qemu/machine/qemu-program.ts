import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { exitCode, OperatorError } from '../../../support/operator-error.js';
import { runTool } from '../image/run-tool.js';

const name = 'qemu-system-x86_64';
const debianPackage = 'qemu-system-x86';
const purpose = 'for the engine qemu';

interface QemuProgram {
  readonly file: string;
  /** Another version may not understand the state that this one saves. */
  readonly version: string;
}

/** @throws OperatorError (exit code 77) when it is not installed or does not start */
export function findQemu(searched = process.env['PATH'] ?? ''): QemuProgram {
  const file = searched
    .split(':')
    .map((directory) => path.resolve(directory, name))
    .find(isProgram);
  // What is not found is asked for by its bare name: the answer says how to install it.
  const asked = { command: file ?? name, args: ['--version'], debianPackage, purpose };
  const { succeeded, output, complaint } = runTool(asked);
  const version = /version (\S.*)/.exec(output.toString('utf8'))?.[1];
  if (succeeded && file !== undefined && version !== undefined) return { file, version };
  const hint = `install it anew (Debian: apt-get install ${debianPackage})`;
  throw new OperatorError(
    `${asked.command} does not work: ${complaint}`,
    hint,
    exitCode.unsupported,
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
