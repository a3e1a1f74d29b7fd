import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { statOrUndefined } from '../config/program-file.js';
import { OperatorError } from '../support/operator-error.js';
import type { CliOption } from './cli-option.js';

export const evidenceOptions: readonly CliOption[] = [
  {
    flags: '--evidence <directory>',
    help: 'where each defect gets a directory with its evidence (default: .chokepoint/evidence)',
    set: (draft, value) => void (draft.evidence = value),
  },
  {
    flags: '--no-evidence',
    help: 'do not record defects once more, and write no evidence of them',
    on: (draft) => void (draft.evidence = false),
  },
];

/**
 * An hour of exploration must not end with evidence that has no place. By default it has the
 * journal's, and what goes wrong is told at the end.
 * @throws OperatorError where the directory can neither be made nor written to
 */
export function requireWritable(root = ''): void {
  const place = nearestExisting(root);
  if (statOrUndefined(place)?.isDirectory() !== true)
    throw new OperatorError(`--evidence: "${place}" is no directory`, 'name another directory');
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch {
    const message = `--evidence: "${root}" cannot be written to`;
    throw new OperatorError(message, 'name a directory that you may write to, or --no-evidence');
  }
}

function nearestExisting(root: string): string {
  let place = root;
  while (statOrUndefined(place) === undefined && place !== path.dirname(place))
    place = path.dirname(place);
  return place;
}
