import type { RunOracle } from '../../explore/events.js';
import { followPath } from '../../explore/follow-path.js';
import { interrupted, interruptible } from '../../explore/interruptible.js';
import type { RecordedCall } from '../../model/recorded-call.js';
import type { Defect } from '../../model/run.js';
import { describeVerdict } from '../../model/verdict.js';
import type { World } from '../../model/world.js';
import { fingerprint } from '../../oracle/fingerprint.js';

export interface RecordingWorld {
  readonly world: World;
  readonly oracle: RunOracle;
  readonly signal: AbortSignal;
}

/** What was recorded of a defect, or why nothing was. */
export type Recording =
  | { readonly kind: 'recorded'; readonly calls: readonly RecordedCall[] }
  | { readonly kind: 'not-recorded'; readonly why: string };

/** Runs a defect's path once more and records it; only the same defect is evidence of it. */
export async function recordDefect(
  defect: Defect,
  { world, oracle, signal }: RecordingWorld,
  directory: string,
): Promise<Recording> {
  if (world.record === undefined) return notRecorded('this engine cannot record a run');
  if (signal.aborted) return notRecorded('there was no time left for it');
  world.record(directory);
  const followed = await interruptible(followPath(world, defect.path), signal);
  if (followed === interrupted) return notRecorded('there was no time left for it');
  const { walk, termination, missing } = followed;
  const verdict = oracle.judge(termination);
  if (missing.length > 0 || fingerprint(verdict, walk.sites) !== defect.fingerprint)
    return notRecorded(`the run that was recorded ended otherwise: ${describeVerdict(verdict)}`);
  if (termination.calls === undefined) return notRecorded('this engine cannot record a run');
  return { kind: 'recorded', calls: termination.calls };
}

function notRecorded(why: string): Recording {
  return { kind: 'not-recorded', why };
}
