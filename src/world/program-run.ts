import type { ProgramSettings } from '../model/settings.js';
import type { ExitStatus, ProgramEnd } from '../model/termination.js';
import type { Puppet } from '../tracer/puppet.js';
import type { TracedProcess } from '../tracer/tracee.js';
import { CapturedStream, type StreamMark } from './output.js';

/** So much of what a program printed is judged. */
export const tailBytes = 16 * 1024;

/** How a program fares at one moment. */
export interface ProgramMark {
  readonly process: TracedProcess | undefined;
  readonly status: ExitStatus | undefined;
  readonly first: ProgramEnd | undefined;
  readonly stdout: StreamMark | undefined;
  readonly stderr: StreamMark | undefined;
}

/** One configured program and how it fares in the current run; its streams outlive the run. */
export class ProgramRun implements Disposable {
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
  process: TracedProcess | undefined;
  status: ExitStatus | undefined;
  /** How it ended when it ran the first time, if it runs again. */
  private first: ProgramEnd | undefined;

  constructor(
    readonly settings: ProgramSettings,
    init: Puppet,
  ) {
    this.stdout = CapturedStream.make(init, 'stdout');
    this.stderr = CapturedStream.make(init, 'stderr');
  }

  begin(): void {
    this.process = undefined;
    this.status = undefined;
    this.first = undefined;
    this.stdout.clear();
    this.stderr.clear();
  }

  beginAgain(): void {
    const first = this.end();
    this.begin();
    this.first = first;
  }

  mark(): ProgramMark {
    const { process, status, first, stdout, stderr } = this;
    return { process, status, first, stdout: stdout.mark(), stderr: stderr.mark() };
  }

  comeBackTo(mark: ProgramMark): void {
    this.process = mark.process;
    this.status = mark.status;
    this.first = mark.first;
    this.stdout.comeBackTo(mark.stdout);
    this.stderr.comeBackTo(mark.stderr);
  }

  outputBytes(): number {
    return Math.max(this.stdout.size(), this.stderr.size());
  }

  end(): ProgramEnd {
    if (this.first !== undefined && this.status !== undefined) return this.first;
    const { role, name } = this.settings;
    const end = { role, program: name, ...this.tails() };
    return this.status === undefined ? end : { ...end, status: this.status };
  }

  tails(): { stdout: string; stderr: string } {
    return { stdout: this.stdout.tail(tailBytes), stderr: this.stderr.tail(tailBytes) };
  }

  [Symbol.dispose](): void {
    this.stdout[Symbol.dispose]();
    this.stderr[Symbol.dispose]();
  }
}
