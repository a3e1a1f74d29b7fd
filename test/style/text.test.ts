import { describe, expect, it } from 'vitest';
import { projectFiles } from './project.js';
import {
  leftoverMarkers,
  machinePaths,
  registryHosts,
  resolvedUrls,
  tooWide,
} from './rules/text.js';
import { expectNone } from './violation.js';

const files = projectFiles();
const written = files.filter(({ path }) => path !== 'package-lock.json');

describe('text', () => {
  it('has lines of at most 100 columns', () => {
    expectNone(files.flatMap(tooWide));
  });

  it('has no leftover markers', () => {
    expectNone(written.flatMap(leftoverMarkers));
  });

  it("names no path of a developer's machine", () => {
    expectNone(files.flatMap(machinePaths));
  });

  it('names no package registry', () => {
    expectNone(files.flatMap(registryHosts));
  });

  it('locks packages without their URLs', () => {
    expectNone(files.filter(({ path }) => path === 'package-lock.json').flatMap(resolvedUrls));
  });
});

describe('the text rules', () => {
  const at = (path: string, text: string) => ({ path, text });
  const wide = 'x'.repeat(101);

  it('see a wide line, but for tables and links in prose', () => {
    expect(tooWide(at('src/a.ts', `\n${wide}`))).toMatchObject([{ file: 'src/a.ts', line: 2 }]);
    expect(tooWide(at('a.md', wide))).toHaveLength(1);
    expect(tooWide(at('a.md', `| ${wide}\n[a](${wide})`))).toEqual([]);
    expect(tooWide(at('src/a.ts', 'é'.repeat(100)))).toEqual([]);
  });

  it('see a marker as a word only', () => {
    expect(leftoverMarkers(at('a.sh', `# ${'TO' + 'DO'}: later`))).toHaveLength(1);
    expect(leftoverMarkers(at('a.sh', `mktemp -d /tmp/x-${'X'.repeat(6)}`))).toEqual([]);
  });

  it('see a home directory and this checkout', () => {
    const home = ['', 'home', 'me', 'x'].join('/');
    expect(machinePaths(at('a.md', `cd ${home}`))).toHaveLength(1);
    expect(machinePaths(at('a.md', 'cd /srv/app; cat src/home/x'))).toEqual([]);
  });

  it('see a registry and a resolved URL', () => {
    expect(registryHosts(at('.npmrc', ['registry', '//x'].join('=')))).toHaveLength(1);
    expect(registryHosts(at('a.md', 'a registry, in general'))).toEqual([]);
    const locked = at('package-lock.json', '  "resolved": "https://h/a.tgz"');
    expect(resolvedUrls(locked)).toHaveLength(1);
  });
});
