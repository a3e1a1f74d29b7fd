import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { permissionsOf } from '../../../src/world/permissions.js';
import { callNumber } from '../../../src/world/quiescence.js';

const directory = mkdtempSync(join(tmpdir(), 'chokepoint-permissions-'));
afterAll(() => rmSync(directory, { recursive: true }));

test.each([0o700, 0o755, 0o1777, 0o2775])('the own directory of mode %o', (mode) => {
  chmodSync(directory, mode);
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  expect(permissionsOf(directory)).toEqual({ mode, uid, gid });
});

test.each([
  ['running\n', undefined],
  [undefined, undefined],
  ['45 0x3 0x7ffc 0x1 0x0 0x0 0x0 0x7ffd 0x7f00\n', 45],
  ['-1 0x7ffd 0x7f00\n', -1],
])('the call in %j', (text, number) => {
  expect(callNumber(text)).toBe(number);
});
