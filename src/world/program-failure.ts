import type { Refusal } from '../tracer/puppet.js';
import type { ProgramRun } from './program-run.js';

/** A program of the world that could not be started at all. */
export class ProgramRefused extends Error {
  override readonly name = 'ProgramRefused';

  constructor(
    readonly program: string,
    readonly refusal: Refusal,
  ) {
    super(`${program} could not be started: ${refusal.call} answered ${refusal.errno}`);
  }
}

/** A peer that ended, or waited too long, before it was ready. */
export class PeerNotReady extends Error {
  override readonly name = 'PeerNotReady';
  readonly program: string;
  readonly output: string;

  constructor(
    run: ProgramRun,
    readonly why: string,
  ) {
    super(`${run.settings.name} ${why}`);
    this.program = run.settings.name;
    const { stdout, stderr } = run.tails();
    this.output = `${stdout}${stderr}`.trimEnd();
  }
}
