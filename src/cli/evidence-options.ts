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
 * Where evidence is to be written, as an absolute path; undefined where none is wanted.
 * @throws OperatorError where a directory that was asked for cannot be made or written to
 */
export function evidenceRoot(
  asked: string | false | undefined,
  directory: string,
): string | undefined {
  if (asked === false) return undefined;
  // As for the journal: what goes wrong there by default is told at the end.
  if (asked === undefined) return path.join(directory, '.chokepoint', 'evidence');
  const root = path.resolve(directory, asked);
  requireWritable(root, nearestExisting(root));
  return root;
}

function nearestExisting(root: string): string {
  let place = root;
  while (statOrUndefined(place) === undefined && place !== path.dirname(place))
    place = path.dirname(place);
  return place;
}

/** An hour of exploration must not end with evidence that has no place. */
function requireWritable(root: string, place: string): void {
  if (statOrUndefined(place)?.isDirectory() !== true)
    throw new OperatorError(`--evidence: "${place}" is no directory`, 'name another directory');
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch {
    const message = `--evidence: "${root}" cannot be written to`;
    throw new OperatorError(message, 'name a directory that you may write to, or --no-evidence');
  }
}
