import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invocation } from '../../../src/cli/invocation.js';

let folder = '';
let script = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chokepoint-unit-'));
  script = path.join(folder, 'bin', 'chokepoint.js');
  mkdirSync(path.dirname(script));
  writeFileSync(script, '');
  chmodSync(script, 0o755);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function link(...parts: readonly string[]): string {
  const place = path.join(folder, ...parts);
  mkdirSync(place, { recursive: true });
  symlinkSync(script, path.join(place, 'chokepoint'));
  return place;
}

describe('invocation', () => {
  it('is the name where PATH leads to it', () => {
    expect(invocation(script, folder, `/nowhere:${link('local')}`)).toBe('chokepoint');
  });

  it('is npx where only the packages of a project hold it', () => {
    const packages = link('node_modules', '.bin');
    expect(invocation(path.join(packages, 'chokepoint'), folder, packages)).toBe('npx chokepoint');
  });

  it('is the path where PATH leads nowhere, or to another one', () => {
    const other = path.join(folder, 'other');
    mkdirSync(other);
    writeFileSync(path.join(other, 'chokepoint'), '');
    expect(invocation(script, folder, other)).toBe('bin/chokepoint.js');
    expect(invocation(script, path.join(folder, 'other'), '')).toBe('../bin/chokepoint.js');
    expect(invocation(script, path.join(folder, 'bin'), '')).toBe('./chokepoint.js');
  });
});
