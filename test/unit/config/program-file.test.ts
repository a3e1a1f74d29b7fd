import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { programFile } from '../../../src/config/program-file.js';
import { testFolder } from './folder.js';

let folder = '';

beforeEach(() => {
  folder = testFolder();
});

function write(name: string, content: string | Buffer, mode = 0o755): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
  return file;
}

function find(name: string, searchPath = `${folder}/bin`): string {
  return programFile('sut', name, folder, searchPath);
}

/** The head of a real program, changed to another class and machine. */
function foreign(elfClass: number, machine: number, endian = 1): Buffer {
  const head = Buffer.from(readFileSync('/bin/true').subarray(0, 4096));
  head.writeUInt8(elfClass, 4);
  head.writeUInt8(endian, 5);
  if (endian === 1) head.writeUInt16LE(machine, 18);
  else head.writeUInt16BE(machine, 18);
  return head;
}

describe('programFile', () => {
  it('takes a name with a slash relative to the directory', () => {
    const file = path.join(folder, 'copy');
    copyFileSync('/bin/true', file);
    expect(find('./copy')).toBe(file);
  });

  it('searches a name without a slash in PATH only, past what cannot be executed', () => {
    write('first/tool', '#!/bin/sh\n', 0o644);
    const second = write('second/tool', '#!/bin/sh\n');
    expect(find('tool', `${folder}/first:${folder}/second`)).toBe(second);
  });

  it('takes an empty part of PATH for the directory itself', () => {
    const file = write('tool', '#! /bin/sh -e\n');
    expect(find('tool', '')).toBe(file);
  });

  it.each([
    ['a missing name', 'nothing', /^sut: there is no program "nothing" in PATH$/],
    ['a missing path', './nothing', /^sut: "\/.*\/nothing" does not exist$/],
    ['a directory', './bin', /^sut: "\/.*\/bin" is a directory$/],
    ['a file without the right', './data', /^sut: "\/.*\/data" is not executable$/],
    ['a device', '/dev/null', /^sut: "\/dev\/null" is not executable$/],
    ['text without #!', './text', /neither an x86-64 program nor a script/],
    ['an empty file', './empty', /neither an x86-64 program nor a script/],
    ['a script without interpreter', './bare', /neither an x86-64 program nor a script/],
    [
      'a missing interpreter',
      './script',
      /the interpreter "\/no\/such" of "\/.*\/script" is missing/,
    ],
    ['32-bit x86', './i386', /is built for 32-bit x86$/],
    ['64-bit ARM', './arm', /is built for 64-bit ARM$/],
    ['x32', './x32', /is built for x86-64 with 32-bit pointers/],
    ['a big-endian machine', './s390', /is built for s390$/],
    ['an unheard-of machine', './odd', /is built for machine 999$/],
  ])('refuses %s', (_, name, message) => {
    mkdirSync(path.join(folder, 'bin'));
    write('data', 'x', 0o644);
    write('text', 'echo hello\n');
    write('empty', '');
    write('bare', '#!\n');
    write('script', '#!/no/such -x\n');
    write('i386', foreign(1, 3));
    write('arm', foreign(2, 183));
    write('x32', foreign(1, 62));
    write('s390', foreign(2, 22, 2));
    write('odd', foreign(2, 999));
    expect(() => find(name)).toThrow(message);
  });

  it('gives up on scripts that interpret each other', () => {
    const loop = path.join(folder, 'loop');
    write('loop', `#!${loop}\n`);
    expect(() => find('./loop')).toThrow(/neither/);
  });

  it('tells of a program that lies in the directory itself', () => {
    write('client', '#!/bin/sh\n');
    const hint = `write ./client for the one in ${folder}`;
    expect(() => find('client')).toThrow(expect.objectContaining({ hint }) as Error);
  });
});
