import { release } from 'node:os';
import type { Inputs } from '../../report/history-schema.js';
import { ownVersion } from '../../support/own-version.js';
import type { Digests } from './digests.js';

/** Why runs with these inputs may go otherwise now; undefined where they cannot. */
export function whatDiffers(inputs: Inputs, digests: Digests): string | undefined {
  if (inputs.unknown !== undefined) return inputs.unknown;
  if (inputs.version !== ownVersion) return `it was made by chokepoint ${inputs.version}`;
  if (inputs.kernel !== release()) return `the kernel was ${inputs.kernel}`;
  for (const { path, digest } of inputs.files) {
    const now = digests.of(path);
    if (now !== digest) return changeOf(path, digest, now);
  }
  return undefined;
}

function changeOf(path: string, before: string | null, now: string | null): string {
  if (now === null) return `${path} is gone`;
  if (before === null) return `${path} is new`;
  return path.endsWith('/') ? `the list of files in ${path} has changed` : `${path} has changed`;
}
