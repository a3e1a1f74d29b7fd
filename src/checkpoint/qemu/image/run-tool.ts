import { spawnSync } from 'node:child_process';
import { OperatorError, exitCode } from '../../../support/operator-error.js';

const outputBytesMax = 1 << 30;

interface Tool {
  readonly command: string;
  readonly args: readonly string[];
  /** The Debian package that has it. */
  readonly debianPackage: string;
  /** What it is wanted for, as the end of "… is needed". */
  readonly purpose: string;
  readonly input?: Buffer;
}

interface ToolResult {
  readonly succeeded: boolean;
  readonly output: Buffer;
  readonly complaint: string;
}

/** @throws OperatorError when it is not installed */
export function runTool({ command, args, debianPackage, purpose, input }: Tool): ToolResult {
  const result = spawnSync(command, args, {
    input: input ?? '',
    maxBuffer: outputBytesMax,
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (result.error !== undefined && isMissing(result.error)) {
    const hint = `run npm run setup:qemu, or install it (Debian: apt-get install ${debianPackage})`;
    throw new OperatorError(`${command} is needed ${purpose}.`, hint, exitCode.unsupported);
  }
  // Where it could not be started, there is no output at all, whatever the types say.
  const complaint = result.error?.message ?? result.stderr.toString('utf8').trim();
  return { succeeded: result.status === 0, output: result.stdout, complaint };
}

function isMissing(error: Error): boolean {
  return 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
}
