import type { SearchEnd } from '../../explore/search-options.js';
import type { Defect } from '../../model/run.js';
import type { ExploreRequest } from '../requests.js';
import { Evidence } from './evidence.js';
import type { RecordingWorld } from './record-defect.js';

/** Run each defect once more and keep what is seen; after an interrupt nobody waits for that. */
export async function collectEvidence(
  { evidence: root, directory }: ExploreRequest,
  end: SearchEnd,
  defects: readonly Defect[],
  recording: RecordingWorld,
): Promise<Evidence> {
  const evidence = new Evidence(end === 'interrupted' ? undefined : root, directory);
  await evidence.record(defects, recording);
  return evidence;
}
