import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { strategies } from '../../src/model/settings.js';
import { checkout } from './checkout.js';
import { Workspace } from './workspace.js';

const pages = path.join(checkout, 'docs/strategies');

/** A command of a page, and the beginnings of the lines that it is said to print. */
interface Example {
  readonly words: readonly string[];
  readonly lines: readonly string[];
}

/** The indented block that begins with `$ chokepoint`; `…` stands for the rest of a line. */
function exampleOf(name: string): Example {
  const page = readFileSync(path.join(pages, `${name}.md`), 'utf8').replaceAll(/\\\n +/g, '');
  const [command = '', ...lines] =
    /^( {4}\$ chokepoint .*\n)( {4}.*\n)+/m
      .exec(page)?.[0]
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(4)) ?? [];
  const words = command.split(' ').slice(2);
  return {
    words: words.map((word) => (word.startsWith('examples/') ? path.join(checkout, word) : word)),
    lines: lines.map((line) => line.replace(/…$/, '')),
  };
}

describe('the manual', () => {
  const names = readdirSync(pages).map((name) => path.basename(name, '.md'));

  it('has a page per strategy', () => {
    expect(names.sort()).toEqual([...strategies, 'user-defined'].sort());
  });

  it.each(names)('says of %s what it does', async (name) => {
    const { words, lines } = exampleOf(name);
    expect(lines.length).toBeGreaterThan(0);
    using workspace = new Workspace();
    const { out } = await workspace.run(words);
    const printed = out.split('\n');
    for (const [at, line] of lines.entries()) expect(printed[at]?.startsWith(line), out).toBe(true);
  });
});
