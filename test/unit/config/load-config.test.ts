import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { discoverConfig, namedConfig } from '../../../src/config/config-file.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { testFolder } from './folder.js';

let folder = '';

beforeEach(() => {
  folder = testFolder();
});

function write(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('loadConfig', () => {
  it('loads TypeScript that imports chokepoint, which need not be installed', async () => {
    const file = write(
      'a.config.ts',
      `import { defineConfig, type Termination } from 'chokepoint';
       const judge = (end: Termination): string | undefined => end.programs[0]?.stdout;
       export default defineConfig({ sut: './x', oracle: { predicate: judge } });`,
    );
    const loaded = await loadConfig(file);
    expect(loaded).toMatchObject({ config: { sut: './x' }, directory: folder, origin: file });
    expect(loaded.predicate).toBeTypeOf('function');
  });

  it.each([
    [
      'b.config.mjs',
      "import { defineConfig } from 'chokepoint';\nexport default defineConfig({ sut: 'x' });",
    ],
    ['c.config.js', "module.exports = { sut: 'x' };"],
    ['d.config.json', '\uFEFF{ "$schema": "x", "sut": "x" }'],
  ])('loads %s', async (name, content) => {
    const { config } = await loadConfig(write(name, content));
    expect(config).toMatchObject({ sut: 'x' });
  });

  it('sees a changed file', async () => {
    const file = write('e.config.ts', "export default { sut: 'one' };");
    await loadConfig(file);
    write('e.config.ts', "export default { sut: 'two' };");
    expect((await loadConfig(file)).config.sut).toBe('two');
  });

  it('is compiled once, and needs no place for what was compiled', async () => {
    const text = "const sut: string = 'x';\nexport default { sut };";
    const file = write('i.config.ts', text);
    await loadConfig(file);
    const cache = path.join(folder, '.chokepoint/cache');
    const [compiled = ''] = readdirSync(cache);
    const known = readFileSync(path.join(cache, compiled), 'utf8');
    writeFileSync(path.join(cache, compiled), known.replace("'x'", "'once'"));
    expect((await loadConfig(file)).config.sut).toBe('once');
    rmSync(cache, { recursive: true });
    writeFileSync(cache, 'not a directory');
    expect((await loadConfig(file)).config.sut).toBe('x');
  });

  it.each([
    ['f.config.ts', "\nexport default { sut: 'x' 5 };", /f\.config\.ts:2:\d+: Unexpected token/],
    [
      'g.config.ts',
      "const x = JSON.parse('{}');\n\nexport default { sut: x.y.z };",
      /g\.config\.ts:3: Cannot read/,
    ],
    [
      'h.config.ts',
      "import 'no-such-module';\nexport default {};",
      /h\.config\.ts: Cannot find module/,
    ],
    ['i.config.ts', "export const sut = 'x';", /i\.config\.ts has no default export/],
    ['j.config.json', '{\n "sut": \n}', /j\.config\.json:3:1: Unexpected token/],
    ['k.config.json', '', /k\.config\.json:1:1: Unexpected end of JSON input/],
    [
      'n.config.json',
      '{\n "sut": "x",\n}',
      /n\.config\.json:3:1: Expected double-quoted property name$/,
    ],
    [
      'o.config.json',
      `{ "sut": ${'x'.repeat(1000)}`,
      /o\.config\.json:1:10: Unexpected token 'x'$/,
    ],
    [
      'l.config.ts',
      "export default { suto: 'x' };",
      /l\.config\.ts is not a valid .*\n.*did you mean "sut"/,
    ],
    ['m.config.ts', "throw 'just text';", /m\.config\.ts: just text/],
  ])('tells what is wrong with %s', async (name, content, message) => {
    await expect(loadConfig(write(name, content))).rejects.toThrow(message);
  });
});

describe('the configuration file', () => {
  it('is discovered, TypeScript first', () => {
    expect(discoverConfig(folder)).toBeUndefined();
    const json = write('chokepoint.config.json', '{}');
    expect(discoverConfig(folder)).toBe(json);
    const script = write('chokepoint.config.ts', '');
    expect(discoverConfig(folder)).toBe(script);
  });

  it('must exist when it is named', () => {
    const message = /^the configuration ".*\/no.ts" does not exist$/;
    expect(() => namedConfig(folder, 'no.ts')).toThrow(message);
  });

  it('must be a file; a directory that holds one gives a hint', () => {
    mkdirSync(path.join(folder, 'sub'));
    expect(() => namedConfig(folder, 'sub')).toThrow(/is not a file$/);
    const inside = write('sub/chokepoint.config.js', '');
    const hint = `did you mean ${inside}?`;
    expect(() => namedConfig(folder, 'sub')).toThrow(expect.objectContaining({ hint }) as Error);
  });
});
