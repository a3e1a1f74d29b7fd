import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { MappingDetails } from '../../../src/kernel/mapping-details.js';
import { filesNote } from '../../../src/tracer/core/files-note.js';
import { elfHeaders } from '../../../src/tracer/core/headers.js';
import { segmentsOf } from '../../../src/tracer/core/segment.js';
import { SparseFile } from '../../../src/tracer/core/sparse-file.js';

const page = 4096;
const folder = mkdtempSync(path.join(tmpdir(), 'chokepoint-unit-'));
afterAll(() => rmSync(folder, { recursive: true }));

function mapping(name: string, changes: Partial<MappingDetails> = {}): MappingDetails {
  const place = { start: 0x10000, end: 0x10000 + 4 * page, access: 'rw-p', offset: 0 };
  const backing = name.startsWith('/') ? '08:01 99' : '00:00 0';
  const sizes = { usedBytes: page, ownBytes: 0, flags: new Set<string>() };
  return { ...place, backing, name, ...sizes, ...changes };
}

const modified = { ownBytes: page };
const shared = { access: 'rw-s' };

describe('of a mapping a core file has', () => {
  test.each<[string, MappingDetails, number]>([
    ['all of what is anonymous', mapping('[heap]'), 4],
    ['nothing of what was never touched', mapping('', { usedBytes: 0 }), 0],
    ['all of what was modified of a file', mapping('/lib/a', modified), 4],
    ['the first page of a file', mapping('/lib/a'), 1],
    ['nothing of its other parts', mapping('/lib/a', { offset: page }), 0],
    ['nothing of a file that is shared', mapping('/data', shared), 0],
    ['all of shared memory', mapping('/dev/zero (deleted)', shared), 4],
    ['all of the vdso', mapping('[vdso]', { usedBytes: 0, access: 'r-xp' }), 4],
    ['nothing where the program asked for that', mapping('', { flags: new Set(['dd']) }), 0],
    ['nothing of devices', mapping('/dev/mem', { ...modified, flags: new Set(['io']) }), 0],
  ])('%s', (_, one, pages) => {
    expect(segmentsOf([one])).toMatchObject([{ length: pages * page }]);
  });

  test("no place for the kernel's own", () => {
    expect(segmentsOf([mapping('[vvar]'), mapping('[vsyscall]')])).toEqual([]);
  });
});

test('mapped files have the names of the world, without those that nobody can open', () => {
  const names = ['/newroot/lib/a', '/lib/b', '[heap]', '/memfd:x (deleted)'];
  const text = filesNote(
    names.map((name) => mapping(name)),
    '/newroot',
  ).toString('latin1');
  expect(text.slice(12 + 8)).toMatch(/\0\/lib\/a\0\/lib\/b\0+$/);
});

test.each([
  [0xfffe, '65534\n'],
  [70_000, '65535 (70000)\n'],
])('a core file may have %i parts', (count, shown) => {
  const name = path.join(folder, 'headers');
  const part = { access: 'rw-', fileAt: 0, fileBytes: 0, memoryBytes: page } as const;
  const parts = Array.from({ length: count }, (_, i) => ({
    ...part,
    type: i === 0 ? ('notes' as const) : ('memory' as const),
    address: i * page,
  }));
  writeFileSync(name, elfHeaders(parts));
  const text = execFileSync('readelf', ['-hW', name], { encoding: 'utf8' });
  expect(text.replace(/ +/g, ' ')).toContain(`Number of program headers: ${shown}`);
});

test('pages of zeros are holes, and what is read back is the same', () => {
  const name = path.join(folder, 'sparse');
  const bytes = Buffer.alloc(300 * page + 5);
  bytes.fill('a', 3 * page, 4 * page + 1);
  bytes.write('end', 300 * page);
  using file = SparseFile.create(name);
  file.write(bytes, page);
  expect(file.finish(bytes.length + page)).toBeLessThan(10 * page);
  expect(readFileSync(name).equals(Buffer.concat([Buffer.alloc(page), bytes]))).toBe(true);
});
