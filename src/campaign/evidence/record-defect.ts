import type { RunOracle } from '../../explore/events.js';
import { followPath } from '../../explore/follow-path.js';
import { interrupted, interruptible } from '../../explore/interruptible.js';
import { StoppingWorld } from '../../explore/stopping-world.js';
import type { RecordedCall } from '../../model/recorded-call.js';
import type { Defect } from '../../model/run.js';
import { describeVerdict } from '../../model/verdict.js';
import type { World } from '../../model/world.js';
import { fingerprint } from '../../oracle/fingerprint.js';
import { whereItShows } from '../../oracle/where-it-shows.js';
import { RemoteWorld } from '../../worker/remote-world.js';
import type { CoreFiles } from './core-files.js';

export interface RecordingWorld {
  readonly world: World;
  readonly oracle: RunOracle;
  readonly signal: AbortSignal;
}

/** What was recorded of a defect, or why nothing was. */
export type Recording =
  | {
      readonly kind: 'recorded';
      readonly calls: readonly RecordedCall[];
      /** Why there is no core file. */
      readonly noCore?: string | undefined;
    }
  | { readonly kind: 'not-recorded'; readonly why: string };

interface Places {
  /** For the streams of the programs. */
  readonly output: string;
  readonly core: string;
}

/** Runs a defect's path once more and records it; only the same defect is evidence of it. */
export async function recordDefect(
  defect: Defect,
  { world, oracle, signal }: RecordingWorld,
  places: Places,
  cores: CoreFiles,
): Promise<Recording> {
  const place = whereItShows(defect.verdict, defect.termination);
  if (!(world instanceof RemoteWorld) || place === undefined)
    return notRecorded('this engine cannot record a run');
  if (signal.aborted) return notRecorded('there was no time left for it');
  world.record(places.output);
  const core = cores.of(places.core);
  const stopping = new StoppingWorld(world, place, async () => core.write(world));
  const followed = await interruptible(followPath(stopping, defect.path), signal);
  if (followed === interrupted) return notRecorded('there was no time left for it');
  const { walk, termination, missing } = followed;
  const verdict = oracle.judge(termination);
  if (missing.length > 0 || fingerprint(verdict, walk.sites) !== defect.fingerprint) {
    core.discard();
    return notRecorded(`the run that was recorded ended otherwise: ${describeVerdict(verdict)}`);
  }
  if (termination.calls === undefined) return notRecorded('this engine cannot record a run');
  return { kind: 'recorded', calls: termination.calls, noCore: core.missing };
}

function notRecorded(why: string): Recording {
  return { kind: 'not-recorded', why };
}
