import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { projectFiles, projectRoot } from './project.js';

const scripts = projectFiles().filter(({ text }) => /^#!.*\b(ba)?sh\b/.test(text));

describe('the scripts', () => {
  it('begin with set -euo pipefail', () => {
    const loose = scripts.filter(({ text }) => !/^set -euo pipefail$/m.test(text));
    expect(loose.map(({ path }) => path)).toEqual([]);
  });

  it('pass shellcheck', (context) => {
    const paths = scripts.map(({ path }) => path);
    const options = { cwd: projectRoot, encoding: 'utf8' } as const;
    const { error, stdout } = spawnSync('shellcheck', ['-x', '-f', 'gcc', ...paths], options);
    if (error !== undefined) return context.skip('shellcheck is not installed');
    expect(stdout).toBe('');
  });
});
