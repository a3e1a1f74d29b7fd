import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from './project.js';

/** The suite's own watchman must be able to bark. */
describe('the leftovers check', () => {
  let scratch = '';

  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'leftovers-'));
  });

  afterEach(() => {
    rmSync(scratch, { recursive: true });
  });

  function watch(shellCommand: string): { readonly code: number | null; readonly out: string } {
    const jiti = join(projectRoot, 'node_modules/.bin/jiti');
    const argv = [join(projectRoot, 'test/support/leftovers.ts'), 'sh', '-c', shellCommand];
    const env = { ...process.env, TMPDIR: scratch, CHOKEPOINT_TALLY: join(scratch, 'tally') };
    const { status, stdout, stderr } = spawnSync(jiti, argv, { env, encoding: 'utf8' });
    return { code: status, out: stdout + stderr };
  }

  const tally = () => readFileSync(join(scratch, 'tally'), 'utf8');

  it('passes a command that cleans up, with the exit code of the command', () => {
    expect(watch('true')).toEqual({ code: 0, out: '' });
    expect(watch('sleep 0.2 & exit 3')).toEqual({ code: 3, out: '' });
    expect(tally()).toBe('leftovers 1 0 0\nleftovers 1 0 0\n');
  });

  it('names an orphan in a session of its own, and ends it', () => {
    const { code, out } = watch('env -i setsid sleep 987 >/dev/null 2>&1 & echo pid=$!');
    expect(code).toBe(1);
    expect(out).toMatch(/leftover: process \d+ .*sleep 987/);
    expect(tally()).toBe('leftovers 0 1 0\n');
    expect(watch('pgrep -f "^sleep 987$"').out).toBe('');
  });

  it('names a directory', () => {
    const { code, out } = watch('mkdir "$TMPDIR/chokepoint-x" "$TMPDIR/other"');
    expect(code).toBe(1);
    expect(out).toBe(`leftover: directory entry ${scratch}/chokepoint-x\n`);
  });
});
