import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChoicePoint } from '../../../src/model/choice-point.js';
import type { Run } from '../../../src/model/run.js';
import { AppendFile } from '../../../src/store/append-file.js';
import { Journal } from '../../../src/store/journal.js';
import { readJournal } from '../../../src/store/read-journal.js';
import { resumeExploration } from '../../../src/store/resume.js';
import { findJournal, makeRunDirectory, runDirectory } from '../../../src/store/run-directory.js';
import { OperatorError } from '../../../src/support/operator-error.js';
import { io, pointOf } from '../../search/fake-world.js';
import { exited, programEnd, settings, termination } from '../../search/terminations.js';

const header = { configDigest: '0a1b2c3d', buildId: '44556677', settings };
/** For a process of its own, which begins by compiling. */
const fillingMs = 30_000;
let home: string;
let file: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'chokepoint-journal-'));
  file = join(runDirectory(home, header.configDigest), 'journal.jsonl');
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

/** What the program `fill-disk` prints. */
interface Filled {
  readonly name: string;
  readonly message: string;
  readonly hint: string;
  readonly written: number;
  readonly readable: number;
  readonly whole: boolean;
  readonly afterSpace: number;
}

function create(): Journal {
  return Journal.create(makeRunDirectory(home, header.configDigest), header);
}

function point(count: number, port: number): ChoicePoint {
  const plain = pointOf(io('send', 'EIO', 'eof'), count);
  const ends = { local: `127.0.0.1:${String(port)}`, peer: '127.0.0.1:80' };
  return { ...plain, bytes: port, socket: { ...plain.socket, ...ends } };
}

function record(n: number): { from: string; run: Run } {
  const points = [point(1, 40_000 + n), pointOf(io('recv'), 1)];
  const where = { role: 'sut', program: 'client', process: 1 } as const;
  const crash = { ...where, signal: 'SIGSEGV', stack: [] };
  const end = termination([
    programEnd('sut', exited(n), 'a line of output that all runs share\n'),
    programEnd('peer', undefined, `run ${String(n)} \u2028 "ünïcode"\n`),
  ]);
  const path = [{ at: point(1, 1).id, outcome: { kind: 'errno', errno: 'EIO' } as const }];
  const verdict = { kind: 'crashed', crash } as const;
  const run = { path, points, termination: { ...end, crashes: [crash] }, verdict };
  return { from: `ok|${String(n)}`, run };
}

function write(...numbers: readonly number[]): void {
  using journal = create();
  for (const n of numbers) journal.append(record(n));
}

describe('a journal', () => {
  it('gives back what was written', () => {
    write(1, 2, 3);
    const contents = readJournal(file);
    expect(contents.header).toEqual(header);
    expect(contents.runs).toEqual([record(1), record(2), record(3)]);
    expect(contents.wholeBytes).toBe(statSync(file).size);
  });

  it('writes once what runs share, and a short line per run', () => {
    write(1, 2, 3);
    const text = readFileSync(file, 'utf8');
    expect(text.split('a line of output that all runs share')).toHaveLength(2);
    expect(text.split('"call":"send"')).toHaveLength(2);
    const runs = text.split('\n').filter((line) => line.startsWith('{"from"'));
    const second: unknown = JSON.parse(runs[1] ?? '');
    expect(second).toMatchObject({ exit: 'exit 2', verdict: { kind: 'crashed' } });
  });

  it('is for its owner only: settings hold the environment', () => {
    write(1);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(runDirectory(home, header.configDigest)).mode & 0o077).toBe(0);
  });

  it('loses only the last run, wherever it was cut off, and goes on after it', () => {
    write(1, 2);
    const whole = readFileSync(file);
    const complete = readJournal(file).wholeBytes;
    const start = whole.lastIndexOf('\n', complete - 2) + 1;
    for (let cut = start; cut < complete; cut += 7) {
      writeFileSync(file, whole.subarray(0, cut));
      const { journal, recorded } = resumeExploration(home, header);
      journal.append(record(5));
      journal[Symbol.dispose]();
      expect([...recorded.keys()]).toEqual(['ok|1']);
      expect(readJournal(file).runs).toEqual([record(1), record(5)]);
    }
  });

  it('loses nothing when the definitions of a run were cut off', () => {
    write(1, 2);
    const text = readFileSync(file, 'utf8');
    const definition = text.indexOf('{"define":5');
    expect(definition).toBeGreaterThan(0);
    truncateSync(file, Buffer.byteLength(text.slice(0, definition)) + 5);
    const { journal } = resumeExploration(home, header);
    journal.append(record(2));
    journal[Symbol.dispose]();
    expect(readJournal(file).runs).toEqual([record(1), record(2)]);
  });

  it('tolerates a last line of garbage', () => {
    write(1);
    appendFileSync(file, '\0\0\0\0\n');
    expect(readJournal(file).runs).toEqual([record(1)]);
  });

  it('names the line in which it is damaged', () => {
    write(1, 2);
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.with(2, '{"define":').join('\n'));
    expect(() => readJournal(file)).toThrow(OperatorError);
    expect(() => readJournal(file)).toThrow('damaged in line 3');
  });

  it('is recognised by its first line', () => {
    write(1);
    const text = readFileSync(file, 'utf8');
    for (const wrong of ['', 'hello\n', text.replace('"version":1', '"version":2')]) {
      writeFileSync(file, wrong);
      expect(() => readJournal(file)).toThrow('no journal of this version');
    }
  });

  it('keeps the journal that it replaces', () => {
    write(1);
    write(2);
    expect(readJournal(file).runs).toEqual([record(2)]);
    const previous = join(runDirectory(home, header.configDigest), 'journal.previous.jsonl');
    expect(readJournal(previous).runs).toEqual([record(1)]);
  });
});

describe('resuming', () => {
  it('needs a journal, of the same build', () => {
    expect(() => resumeExploration(home, header)).toThrow('nothing to resume');
    expect(findJournal(home, header.configDigest)).toBeUndefined();
    write(1);
    expect(findJournal(home, header.configDigest)).toBe(file);
    const changed = { ...header, buildId: '00000000' };
    expect(() => resumeExploration(home, changed)).toThrow('program changed');
  });
});

describe('a disk that refuses', () => {
  it('is the user’s to mend: no space at all', () => {
    using full = AppendFile.open('/dev/full', 0);
    expect(() => full.append('x')).toThrow(OperatorError);
    expect(() => full.append('x')).toThrow('Cannot use /dev/full (ENOSPC).');
  });

  it('is no place for a journal that is a device', () => {
    mkdirSync(runDirectory(home, header.configDigest), { recursive: true });
    symlinkSync('/dev/full', file);
    expect(() => resumeExploration(home, header)).toThrow('no journal of this version');
  });

  it('is the user’s to mend: a file is in the way of the directory', () => {
    writeFileSync(join(home, '.chokepoint'), '');
    expect(create).toThrow(OperatorError);
    expect(create).toThrow(/ENOTDIR|EEXIST/);
  });

  it(
    'fills up: all complete runs stay readable, and one goes on when there is space',
    () => {
      // A real file system of 64 KiB in a mount namespace of its own, filled by a real journal.
      const script = join(import.meta.dirname, 'fixtures', 'fill-disk.ts');
      const node = [process.execPath, '--import', 'jiti/register', script, home];
      const mount = 'mount -t tmpfs -o size=64k none "$0" && exec "$@"';
      const output = execFileSync('unshare', ['-rm', 'sh', '-c', mount, home, ...node], {
        encoding: 'utf8',
        timeout: fillingMs,
      });
      const result = JSON.parse(output) as Filled;
      expect(result).toMatchObject({ name: 'OperatorError', whole: true });
      expect(result.message).toContain('ENOSPC');
      expect(result.hint).toContain('--resume');
      expect(result.written).toBeGreaterThan(3);
      expect(result.readable).toBe(result.written);
      expect(result.afterSpace).toBe(result.written + 1);
    },
    fillingMs,
  );
});
