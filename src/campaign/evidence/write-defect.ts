import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { streamFileName } from '../../model/stream-file.js';
import type { ProgramSettings } from '../../model/settings.js';
import { faultsText } from '../../report/evidence/faults-text.js';
import { replayScript } from '../../report/evidence/replay-script.js';
import { stacksText } from '../../report/evidence/stacks-text.js';
import { summaryText } from '../../report/evidence/summary-text.js';
import { timelineText } from '../../report/evidence/timeline-text.js';
import type { Report, ReportedDefect } from '../../report/report-schema.js';
import type { ExploreRequest } from '../requests.js';
import type { EvidenceDirectory } from './evidence-directory.js';
import type { Recording } from './record-defect.js';

interface Found {
  readonly report: Report;
  readonly defect: ReportedDefect;
  readonly recording: Recording;
}

export type Surroundings = Pick<ExploreRequest, 'settings' | 'directory' | 'replayCommand'>;

/** All files of a defect's evidence. */
export function writeDefect(
  directory: EvidenceDirectory,
  { report, defect, recording }: Found,
  surroundings: Surroundings,
): void {
  const { format, version, program, configDigest, engine, faults, seed, epoch } = report;
  const origin = { of: format, version, program, configDigest, engine, faults, seed, epoch };
  directory.write('defect.json', `${JSON.stringify({ ...origin, defect }, undefined, 2)}\n`);
  directory.write('faults.txt', faultsText(defect));
  directory.write('stacks.txt', stacksText(defect));
  if (defect.timeline !== undefined) directory.write('timeline.txt', timelineText(defect.timeline));
  keepTails(directory, defect);
  directory.write('replay.sh', scriptOf(defect, surroundings), 0o700);
  const beside = readdirSync(directory.file('.'));
  directory.write('summary.txt', summaryText(defect, beside, lackingIn(recording)));
  directory.publish();
}

function lackingIn(recording: Recording): readonly string[] {
  if (recording.kind === 'not-recorded') return [`No timeline and no core file: ${recording.why}.`];
  return recording.noCore === undefined ? [] : [`No core file: ${recording.noCore}.`];
}

/** Where the whole streams were not recorded, the ends of them are better than nothing. */
function keepTails(directory: EvidenceDirectory, { output }: ReportedDefect): void {
  if (output.length > 0) mkdirSync(directory.file('output'), { recursive: true, mode: 0o700 });
  for (const { program, stream, tail } of output) {
    const name = `output/${streamFileName(program, stream)}`;
    if (!existsSync(directory.file(name))) directory.write(name, tail);
  }
}

function scriptOf(
  { token, description }: ReportedDefect,
  { settings, directory, replayCommand }: Surroundings,
): string {
  const { sut, peers, drivers, probes } = settings;
  const files = [sut, ...peers, ...drivers, ...probes].map(({ file }: ProgramSettings) => file);
  const command = (invocation: string): string => replayCommand(token, invocation);
  return replayScript({ description, directory, files: [...new Set(files)], command });
}
