import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { vmlinuxOf } from '../../../src/checkpoint/qemu/image/vmlinux.js';
import { bootableElf, bzImage } from './kernel-samples.js';
import { refusalOf } from './refusal-of.js';
import { Scratch } from './scratch.js';

afterEach(() => vi.unstubAllEnvs());

const kernel = bootableElf();

/** The kernel's build appends the uncompressed size, except to gzip, which has it. */
function withSize(payload: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(kernel.length);
  return Buffer.concat([payload, size]);
}

const compressors = [
  ['lz4', '-l', '-c'],
  ['zstd', '-3', '-c'],
  ['xz', '--check=crc32', '-c'],
  ['xz', '--format=lzma', '-c'],
] as const;

for (const [command, ...args] of compressors) {
  test(`a kernel compressed by ${command} ${args.join(' ')}`, (context) => {
    using scratch = new Scratch();
    const { error, stdout } = spawnSync(command, args, { input: kernel });
    if (error !== undefined) context.skip(`not installed: ${command}`);
    const image = scratch.write('vmlinuz', bzImage(withSize(stdout)));
    const { file } = vmlinuxOf(image, scratch.directory);
    expect(readFileSync(file)).toEqual(kernel);
  });
}

test('gzip needs no tool, and a second time nothing at all', () => {
  using scratch = new Scratch();
  vi.stubEnv('PATH', '');
  const image = scratch.write('vmlinuz', bzImage(gzipSync(kernel)));
  const { file } = vmlinuxOf(image, scratch.directory);
  expect(readFileSync(file)).toEqual(kernel);
  scratch.write(file.slice(scratch.directory.length), 'from the cache');
  expect(readFileSync(vmlinuxOf(image, scratch.directory).file, 'utf8')).toBe('from the cache');
});

test('an ELF file is taken as it is', () => {
  using scratch = new Scratch();
  const file = scratch.write('vmlinux', kernel);
  expect(vmlinuxOf(file, scratch.path('cache')).file).toBe(file);
});

test.each([
  ['no kernel at all', Buffer.alloc(4096), /neither a bzImage nor an ELF file/],
  ['a short file', Buffer.from('HdrS'), /neither a bzImage nor an ELF file/],
  ['a payload that reaches past the end', bzImage(gzipSync(kernel)).subarray(0, 1650), /neither/],
  ['a kernel without the note', bootableElf(17), /without CONFIG_PVH/],
  ['half a kernel', bootableElf().subarray(0, -1), /its end is missing/],
  ['one of another machine', bootableElf(18, 183), /no x86-64 ELF file/],
  ['the same inside a bzImage', bzImage(gzipSync(bootableElf(17))), /without CONFIG_PVH/],
  ['an unknown compression', bzImage(Buffer.from('what is this?')), /it begins with 77686174/],
  ['damaged data', bzImage(Buffer.from('1f8b0800deadbeef', 'hex')), /Cannot unpack/],
])('%s is refused', (_, content, message) => {
  using scratch = new Scratch();
  const file = scratch.write('vmlinuz', content);
  const refusal = refusalOf(() => vmlinuxOf(file, scratch.directory));
  expect(refusal.message).toMatch(message);
  expect(refusal.code).toBe(77);
});

test('a missing tool is named with its package', () => {
  using scratch = new Scratch();
  vi.stubEnv('PATH', '');
  const file = scratch.write('vmlinuz', bzImage(Buffer.from('28b52ffd00000000', 'hex')));
  const { message, hint } = refusalOf(() => vmlinuxOf(file, scratch.directory));
  expect(message).toMatch(/^zstd is needed/);
  expect(hint).toContain('apt-get install zstd');
});
