import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { gcovLines } from '../../src/campaign/gcov-lines.js';
import { gcovObjectsOf } from '../../src/campaign/gcov-modules.js';
import { measureCoverage } from '../../src/campaign/measure-coverage.js';
import { requireLines } from '../../src/campaign/require-lines.js';
import { notesOf } from '../../src/coverage/gcov-notes.js';
import { compilerOf } from '../../src/coverage/gcov-version.js';
import { present } from '../../src/support/assert.js';
import { settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

async function refusal(module: string): Promise<string> {
  const edges = [{ module, count: 0, reached: [] }];
  const settings = settingsFor(['/program'], { coverage: true });
  return requireLines(settings, edges).then(
    (tool) => String(tool?.name),
    (error: unknown) => String(error),
  );
}

/** With these bytes replaced wherever they are. */
function altered(file: string, old: string, fresh: string): string {
  const text = readFileSync(file, 'latin1');
  writeFileSync(`${file}-altered`, text.replaceAll(old, fresh), 'latin1');
  return `${file}-altered`;
}

test('object files are known wherever the program is loaded', async () => {
  const programs = [
    await bench.compile('coverage/hidden', '--coverage'),
    await bench.compile('coverage/hidden', '--coverage', '-no-pie'),
    await bench.compile('coverage/library', '--coverage', '-shared', '-fPIC'),
  ];
  for (const program of programs) {
    const [object, ...others] = gcovObjectsOf(program);
    expect(others).toEqual([]);
    const known = present(object, program);
    expect(execFileSync('gcc', ['-dumpversion'], { encoding: 'utf8' }).trim()).toBe(
      String(compilerOf(known)),
    );
    // As `nm` counts them, each function with counters of its own.
    const symbols = execFileSync('nm', ['-S', program], { encoding: 'utf8' });
    const counters = [...symbols.matchAll(/ ([0-9a-f]{16}) . __gcov0\.\w+$/gm)];
    const sizes = counters.map(([, size]) => parseInt(size ?? '', 16) / 8);
    expect(known.functions.map(({ count }) => count).sort()).toEqual(sizes.sort());
    const notes = readFileSync(notesOf(known));
    expect(notes.readUInt32LE(8)).toBe(known.stamp);
    expect(notes.readUInt32LE(12)).toBe(0);
  }
});

test('a gcov that fails is told, and nothing is lost', async () => {
  const module = await bench.compile('coverage/hidden', '--coverage');
  const totals = new Map([[module, new Float64Array(100)]]);
  const { notes, ...rest } = await measureCoverage(gcovLines('/bin/false'), [], totals, 3);
  expect(rest).toEqual({});
  expect(notes).toEqual([
    'coverage: of this part only; 3 recorded runs are not in it',
    expect.stringMatching(/^coverage: \/bin\/false could not be asked: Command failed/),
  ]);
});

test('what cannot be told is refused', async () => {
  const plain = await bench.compile('coverage/hidden');
  expect(await refusal(plain)).toMatch(
    /neither sut-program nor a library of it has counters of lines$/,
  );
  const counting = await bench.compile('coverage/hidden', '--coverage');
  expect(await refusal(counting)).toMatch(/^gcov(-\d+)?$/);
  const [object] = gcovObjectsOf(counting);
  const { version } = present(object, 'an object');
  const stored = (text: string): string => Buffer.from(text).reverse().toString();
  const older = altered(counting, stored(version), stored('A94*'));
  expect(await refusal(older)).toMatch(/by a version that is not known: A94\*$/);
  const notes = notesOf(present(object, 'an object'));
  writeFileSync(notes, readFileSync(notes).fill(1, 8, 12));
  expect(await refusal(counting)).toMatch(/\.gcno belongs to another build$/);
  renameSync(notes, `${notes}.away`);
  expect(await refusal(counting)).toMatch(/\.gcno is missing$/);
});
