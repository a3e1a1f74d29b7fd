import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { permissionsOf } from '../../../src/world/permissions.js';

const directory = mkdtempSync(join(tmpdir(), 'chokepoint-permissions-'));
afterAll(() => rmSync(directory, { recursive: true }));

test.each([0o700, 0o755, 0o1777, 0o2775])('the own directory of mode %o', (mode) => {
  chmodSync(directory, mode);
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  expect(permissionsOf(directory)).toEqual({ mode, uid, gid });
});
