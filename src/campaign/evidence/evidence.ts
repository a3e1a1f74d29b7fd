import { withinOrWhole } from '../../report/within-or-whole.js';
import type { Defect } from '../../model/run.js';
import type { DefectEvidence } from '../../report/report-input.js';
import type { Report, ReportedDefect } from '../../report/report-schema.js';
import { OperatorError } from '../../support/operator-error.js';
import { CoreFiles } from './core-files.js';
import { EvidenceDirectory } from './evidence-directory.js';
import { recordDefect, type Recording, type RecordingWorld } from './record-defect.js';
import { writeDefect, type Surroundings } from './write-defect.js';

/** The patience for recording all defects together. */
const patienceMs = 30_000;

interface Collected {
  readonly directory: EvidenceDirectory;
  readonly recording: Recording;
}

/**
 * The evidence of an exploration's defects: recorded before the report is made, which tells of it,
 * and written after the report has been. What goes wrong is told, and nothing else suffers.
 */
export class Evidence implements Disposable {
  private readonly collected = new Map<string, Collected>();
  private readonly lost = new Set<string>();
  private trouble: string | undefined;

  /**
   * @param root where the directories are to be; undefined: there are to be none
   * @param directory where the exploration runs: reports name what is below it from there
   */
  constructor(
    private readonly root: string | undefined,
    private readonly directory: string,
  ) {}

  async record(defects: readonly Defect[], recording: RecordingWorld): Promise<void> {
    const { root } = this;
    if (root === undefined || defects.length === 0) return;
    const signal = AbortSignal.any([recording.signal, AbortSignal.timeout(patienceMs)]);
    const cores = new CoreFiles();
    for (const defect of defects) {
      const directory = this.attempt(() => new EvidenceDirectory(root, defect.fingerprint));
      if (directory === undefined) return;
      const recorded = await tryToRecord(defect, { ...recording, signal }, directory, cores);
      this.collected.set(defect.fingerprint, { directory, recording: recorded });
    }
  }

  /** What the report has to say of a defect's evidence. */
  of(fingerprint: string): DefectEvidence {
    const collected = this.collected.get(fingerprint);
    if (collected === undefined) return {};
    const { directory, recording } = collected;
    const timeline = recording.kind === 'recorded' ? recording.calls : undefined;
    const place = withinOrWhole(this.directory, directory.place);
    return { directory: place, ...(timeline === undefined ? {} : { timeline }) };
  }

  /** Write all that was collected. @returns what went wrong, if something did */
  write(report: Report, surroundings: Surroundings): string | undefined {
    for (const defect of report.defects) {
      const collected = this.collected.get(defect.fingerprint);
      if (collected === undefined) continue;
      const { directory, recording } = collected;
      const written = this.attempt(() => {
        writeDefect(directory, { report, defect, recording }, surroundings);
        return true;
      });
      if (written === undefined) this.lost.add(defect.fingerprint);
      directory[Symbol.dispose]();
    }
    return this.lost.size === 0 ? undefined : this.trouble;
  }

  /** A report that no longer promises what could not be written. */
  corrected(report: Report, trouble: string): Report {
    const correct = ({ evidence, ...defect }: ReportedDefect): ReportedDefect =>
      evidence === undefined || this.lost.has(defect.fingerprint)
        ? defect
        : { ...defect, evidence };
    return { ...report, defects: report.defects.map(correct), notes: [...report.notes, trouble] };
  }

  get notes(): readonly string[] {
    return this.trouble === undefined ? [] : [this.trouble];
  }

  [Symbol.dispose](): void {
    for (const { directory } of this.collected.values()) directory[Symbol.dispose]();
  }

  private attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.trouble = `evidence could not be written to ${String(this.root)}: ${reason}`;
      return undefined;
    }
  }
}

/** A world that cannot even be run again has shown its defects all the same. */
async function tryToRecord(
  defect: Defect,
  recording: RecordingWorld,
  directory: EvidenceDirectory,
  cores: CoreFiles,
): Promise<Recording> {
  try {
    const places = { output: directory.file('output'), core: directory.file('core') };
    return await recordDefect(defect, recording, places, cores);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { kind: 'not-recorded', why: error.message };
  }
}
