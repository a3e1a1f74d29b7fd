import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Digests } from '../../../src/campaign/inputs/digests.js';
import { loadedWith } from '../../../src/campaign/inputs/loaded-with.js';
import { worldInputs } from '../../../src/campaign/inputs/world-inputs.js';
import { whatDiffers } from '../../../src/campaign/inputs/what-differs.js';
import type { Settings } from '../../../src/model/settings.js';
import type { Inputs } from '../../../src/report/history-schema.js';
import { ownVersion } from '../../../src/support/own-version.js';
import { input } from '../report/samples.js';

const root = mkdtempSync(path.join(tmpdir(), 'chokepoint-inputs-'));
const place = path.join(root, 'place');
const file = path.join(place, 'file');
const link = path.join(place, 'link');
const absent = path.join(place, 'absent');

beforeEach(() => {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  writeFileSync(file, 'text');
  symlinkSync('file', link);
});

afterAll(() => rmSync(root, { recursive: true }));

function inputsOf(...names: readonly string[]): Inputs {
  const digests = new Digests();
  const files = names.map((name) => ({ path: name, digest: digests.of(name) }));
  return { version: ownVersion, kernel: release(), journals: [], files };
}

function differs(inputs: Inputs): string | undefined {
  return whatDiffers(inputs, new Digests());
}

describe('what results depend on', () => {
  it('is the same as long as nobody changes it', () => {
    const inputs = inputsOf(file, link, absent, place, `${place}/`);
    expect(inputs.files.map(({ digest }) => digest === null)).toEqual([
      ...[false, false, true, false, false],
    ]);
    expect(differs(inputs)).toBeUndefined();
  });

  it('names the first file that is another', () => {
    const inputs = inputsOf(absent, file, link);
    writeFileSync(file, 'TEXT');
    expect(differs(inputs)).toBe(`${file} has changed`);
    writeFileSync(absent, '');
    expect(differs(inputs)).toBe(`${absent} is new`);
  });

  it('is also who may use a file, and where a link points to', () => {
    const inputs = inputsOf(file);
    chmodSync(file, 0o600);
    expect(differs(inputs)).toBe(`${file} has changed`);
    const linked = inputsOf(link);
    rmSync(link);
    expect(differs(linked)).toBe(`${link} is gone`);
    symlinkSync('./file', link);
    expect(differs(linked)).toBe(`${link} has changed`);
  });

  it('knows new names only in directories that were listed', () => {
    const [listed, entered] = [inputsOf(`${place}/`), inputsOf(place)];
    writeFileSync(absent, '');
    expect(differs(listed)).toBe(`the list of files in ${place}/ has changed`);
    expect(differs(entered)).toBeUndefined();
  });

  it('is of this program, and of this kernel', () => {
    const inputs = inputsOf(file);
    expect(differs({ ...inputs, version: '0.0.1' })).toBe('it was made by chokepoint 0.0.1');
    expect(differs({ ...inputs, kernel: '5.0' })).toBe('the kernel was 5.0');
    expect(differs({ ...inputs, unknown: 'so it is' })).toBe('so it is');
  });

  it('passes over what an exploration itself writes into a directory', () => {
    const digest = (): string | null => new Digests(new Set([absent])).of(`${place}/`);
    const before = digest();
    writeFileSync(absent, '');
    expect(digest()).toBe(before);
    writeFileSync(`${absent}2`, '');
    expect(digest()).not.toBe(before);
  });

  it('tells a file that is another', () => {
    const digests = new Digests();
    const before = digests.of(file);
    expect(digests.of(file)).toBe(before);
    writeFileSync(file, 'longer');
    expect(digests.of(file)).not.toBe(before);
  });
});

describe('what an exploration says of it', () => {
  const { sut } = input.settings;
  const settings = { ...input.settings, sealed: true, sut: { ...sut, file, cwd: root } };
  const about = (changes: Partial<Settings>, beganMs = Infinity, journal?: string): Inputs => {
    const worlds = [{ files: new Set([absent, '/tmp/of-the-world', '/proc/1/stat']) }];
    const explored = { settings: { ...settings, ...changes }, worlds, beganMs, journal };
    return worldInputs({ ...explored, earlier: [link] }, new Digests());
  };

  it('is what programs looked for on this machine, now or earlier, and the programs', () => {
    const { files, journals, unknown } = about({}, Infinity, 'j');
    expect(files.map((one) => one.path)).toEqual(expect.arrayContaining([absent, file, link]));
    expect(files.filter((one) => /of-the-world|proc/.test(one.path))).toEqual([]);
    expect([journals, unknown]).toEqual([['j'], undefined]);
  });

  it('says why it is not known', () => {
    expect(about({ engine: 'qemu' }, 0, 'j').unknown).toMatch(/in a machine/);
    expect(about({ sealed: false }, 0, 'j').unknown).toMatch(/without a seal/);
    expect(about({}, Infinity).unknown).toMatch(/interrupted one/);
    expect(about({}, 0, 'j').unknown).toMatch(/ has changed while the programs ran$/);
  });
});

describe('what a program is loaded with', () => {
  it('is the interpreter of a script, or the loader of a program', () => {
    writeFileSync(file, '#! /bin/sh -e\n');
    expect(loadedWith(file)).toBe('/bin/sh');
    expect(loadedWith(process.execPath)).toMatch(/^\/lib.*\/ld-linux/);
  });

  it('is nothing for what is no program', () => {
    expect([file, place, absent].map(loadedWith)).toEqual([undefined, undefined, undefined]);
  });
});
