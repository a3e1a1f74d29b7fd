/** A program of the world that could not be started at all. */
export class ProgramRefused extends Error {
  override readonly name = 'ProgramRefused';

  constructor(
    readonly program: string,
    /** The call that the kernel refused, and the name of its errno. */
    readonly refusal: { readonly call: string; readonly errno: string },
  ) {
    super(`${program} could not be started: ${refusal.call} answered ${refusal.errno}`);
  }
}

/** A peer that ended, or waited too long, before it was ready. */
export class PeerNotReady extends Error {
  override readonly name = 'PeerNotReady';
  readonly output: string;

  constructor(
    readonly program: string,
    readonly why: string,
    { stdout, stderr }: { readonly stdout: string; readonly stderr: string },
  ) {
    super(`${program} ${why}`);
    this.output = `${stdout}${stderr}`.trimEnd();
  }
}
