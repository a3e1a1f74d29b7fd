import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { streamFileName } from '../../model/stream-file.js';
import type { ProgramRun } from '../../world/program-run.js';

/** Keep all that the programs have written, byte by byte, in files of a directory. */
export function keepStreams(programs: readonly ProgramRun[], directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const { settings, stdout, stderr } of programs) {
    stdout.copyTo(join(directory, streamFileName(settings.name, 'stdout')));
    stderr.copyTo(join(directory, streamFileName(settings.name, 'stderr')));
  }
}
