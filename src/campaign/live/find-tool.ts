import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { exitCode, OperatorError } from '../../support/operator-error.js';

/** The path of a tool that is installed; undefined for one that is not. */
export function findTool(name: string, searched = process.env['PATH'] ?? ''): string | undefined {
  const files = searched.split(':').map((folder) => path.join(folder, name));
  return files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @throws OperatorError where it is not installed */
export function requireTool(name: string, hint: string): string {
  const file = findTool(name);
  if (file !== undefined) return file;
  throw new OperatorError(`${name} is not installed`, hint, exitCode.unsupported);
}
