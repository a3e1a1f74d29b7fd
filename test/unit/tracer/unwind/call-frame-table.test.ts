import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { present } from '../../../../src/support/assert.js';
import { withFileSource } from '../../../../src/tracer/elf/byte-source.js';
import { parseElfHeader } from '../../../../src/tracer/elf/elf-header.js';
import type { CallFrameRow } from '../../../../src/tracer/unwind/call-frame-row.js';
import { readCallFrameTable } from '../../../../src/tracer/unwind/call-frame-table.js';

const hasReadelf = spawnSync('readelf', ['--version']).status === 0;
const names = 'rax rdx rcx rbx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 ra'.split(' ');

/** A row as `readelf --debug-dump=frames-interp` writes it, for the given columns. */
function written(row: CallFrameRow, columns: readonly string[]): string[] {
  const { cfa } = row;
  const first =
    cfa.kind === 'register' ? `${names[cfa.register] ?? '?'}+${String(cfa.offset)}` : 'exp';
  return [first, ...columns.map((column) => writtenRule(row, names.indexOf(column)))];
}

function writtenRule(row: CallFrameRow, register: number): string {
  const rule = row.rules.get(register);
  switch (rule?.kind) {
    case undefined:
    case 'undefined':
      return 'u';
    case 'same':
      return 's';
    case 'offset':
    case 'val-offset':
      return `${rule.kind === 'offset' ? 'c' : 'v'}${signed(rule.offset)}`;
    case 'register':
      return names[rule.register] ?? '?';
    case 'expression':
      return 'exp';
    case 'val-expression':
      return 'vexp';
  }
}

function signed(offset: number): string {
  return offset < 0 ? String(offset) : `+${String(offset)}`;
}

interface Expected {
  readonly address: number;
  readonly columns: readonly string[];
  readonly cells: readonly string[];
}

/** The rows of all functions; those of CIEs stand at no address of their own. */
function expectedRows(path: string): Expected[] {
  // Its status says only that the separate debug file is not installed.
  const { stdout } = spawnSync('readelf', ['--debug-dump=frames-interp', '-W', path], {
    encoding: 'latin1',
    maxBuffer: 1 << 28,
  });
  return stdout.split(/\n\n+/).flatMap((entry) => {
    const [title = '', heading = '', ...rows] = entry.trim().split('\n');
    if (!title.includes(' FDE ')) return [];
    const columns = heading.trim().split(/ +/).slice(2);
    return rows.map((row) => {
      const plain = row.replace(/r\d+ +\((\w+)\)/g, '$1');
      const [address = '', ...cells] = plain.trim().split(/ +/);
      return { address: parseInt(address, 16), columns, cells };
    });
  });
}

describe.skipIf(!hasReadelf)('every row of call frame information is as readelf reads it', () => {
  test.each(['/lib/x86_64-linux-gnu/libc.so.6', '/lib64/ld-linux-x86-64.so.2', '/usr/bin/env'])(
    'in %s',
    { timeout: 60_000 },
    (path) => {
      const table = withFileSource(path, (source) => {
        return readCallFrameTable(source, present(parseElfHeader(source), 'header'));
      });
      const wrong = expectedRows(path).flatMap(({ address, columns, cells }) => {
        const row = table?.rowAt(address);
        const found = row === undefined ? ['none'] : written(row, columns);
        return found.join() === cells.join() ? [] : [{ address, found, cells }];
      });
      expect(expectedRows(path).length).toBeGreaterThan(50);
      expect(wrong).toEqual([]);
    },
  );
});
