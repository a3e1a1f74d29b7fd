import path from 'node:path';
import { OperatorError } from '../support/operator-error.js';
import { statOrUndefined } from './program-file.js';

/** Names that are looked for, in this order, when no configuration is named. */
const configNames: readonly string[] = ['ts', 'js', 'mjs', 'json'].map(
  (extension) => `chokepoint.config.${extension}`,
);

/** The configuration file of a directory, if it has one. */
export function discoverConfig(directory: string): string | undefined {
  return configNames
    .map((name) => path.join(directory, name))
    .find((file) => statOrUndefined(file)?.isFile() === true);
}

/** @throws OperatorError when the named configuration is no file */
export function namedConfig(directory: string, name: string): string {
  const file = path.resolve(directory, name);
  const stat = statOrUndefined(file);
  if (stat?.isFile() === true) return file;
  const inside = stat?.isDirectory() === true ? discoverConfig(file) : undefined;
  const hint = inside === undefined ? 'check the path after -c' : `did you mean ${inside}?`;
  const problem = stat === undefined ? 'does not exist' : 'is not a file';
  throw new OperatorError(`the configuration "${file}" ${problem}`, hint);
}
