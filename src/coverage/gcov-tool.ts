import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { GcovObject } from '../tracer/counters/gcov-objects.js';
import { parseGcovAnswers, type CountedFile } from './gcov-answer.js';
import { gcovData } from './gcov-data.js';
import { notesOf } from './gcov-notes.js';

const run = promisify(execFile);
const objectsPerCall = 200;
const outputBytes = 2 ** 30;

/** An object file, and the counts of the module that it is part of. */
interface CountedObject {
  readonly object: GcovObject;
  readonly counts: ArrayLike<number>;
}

/** The gcov that comes with the compiler of this major version; undefined where there is none. */
export async function findGcov(major: number): Promise<string | undefined> {
  for (const tool of [`gcov-${String(major)}`, 'gcov']) {
    const answer = await run(tool, ['--version']).catch(() => undefined);
    if (answer !== undefined && versionOf(answer.stdout) === major) return tool;
  }
  return undefined;
}

/** `gcov (Debian 12.2.0-14) 12.2.0` */
function versionOf(text: string): number {
  return Number(/ (\d+)\.[\d.]+$/m.exec(text)?.[1]);
}

/** What gcov makes of the counts, which it is given as if the program had written them. */
export async function askGcov(
  tool: string,
  objects: readonly CountedObject[],
): Promise<readonly CountedFile[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'chokepoint-gcov-'));
  try {
    const files = await Promise.all(objects.map(async (object, i) => lay(directory, i, object)));
    const answers: CountedFile[] = [];
    for (let first = 0; first < files.length; first += objectsPerCall) {
      const some = files.slice(first, first + objectsPerCall);
      const words = ['--json-format', '--stdout', '--branch-probabilities', ...some];
      const { stdout } = await run(tool, words, { cwd: directory, maxBuffer: outputBytes });
      answers.push(...parseGcovAnswers(stdout));
    }
    return answers;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** gcov looks for the notes beside the counts. @returns the file of the counts */
async function lay(root: string, number: number, counted: CountedObject): Promise<string> {
  const { object, counts } = counted;
  const directory = path.join(root, String(number));
  await mkdir(directory);
  await symlink(notesOf(object), path.join(directory, 'counts.gcno'));
  const file = path.join(directory, 'counts.gcda');
  await writeFile(file, gcovData(object, counts));
  return file;
}
