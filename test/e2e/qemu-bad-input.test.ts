import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findKernel } from '../../src/checkpoint/qemu/image/find-kernel.js';
import { guestCache, whyNoGuest } from '../support/guest-cache.js';
import { example } from './checkout.js';
import { Workspace } from './workspace.js';

const client = [example('alphabet/bin/client-ok'), '127.0.0.1', '5000'];
const mebibyte = 2 ** 20;

/** What the engine calls, as far as it is installed, without QEMU. */
function toolsWithoutQemu(workspace: Workspace): string {
  const directory = workspace.file('tools');
  mkdirSync(directory);
  for (const tool of ['cc', 'as', 'ld', 'lz4', 'zstd', 'xz', 'setpriv'])
    if (existsSync(`/usr/bin/${tool}`)) symlinkSync(`/usr/bin/${tool}`, `${directory}/${tool}`);
  return directory;
}

function programWithoutLibrary(workspace: Workspace): string {
  workspace.write('gone.c', 'int gone(void) { return 0; }\n');
  const library = workspace.file('libgone.so');
  execFileSync('cc', ['-shared', '-fPIC', '-o', library, workspace.file('gone.c')]);
  workspace.write('user.c', 'int gone(void);\nint main(void) { return gone(); }\n');
  const program = workspace.file('user');
  execFileSync('cc', ['-o', program, workspace.file('user.c'), library, '-Wl,-rpath,/nowhere']);
  execFileSync('sed', ['-i', 's|libgone.so|libgane.so|g', program]);
  return program;
}

function staticProgram(workspace: Workspace): string {
  workspace.write('static.c', 'int main(void) { return 0; }\n');
  execFileSync('cc', ['-static', '-o', workspace.file('static'), workspace.file('static.c')]);
  return workspace.file('static');
}

interface Given {
  readonly words?: readonly string[];
  readonly program?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

interface Case {
  readonly name: string;
  readonly given: (workspace: Workspace) => Given;
  readonly message: RegExp;
  readonly hint: RegExp;
  readonly code: number;
}

const cases: readonly Case[] = [
  {
    name: 'no QEMU',
    given: (workspace) => ({ env: { PATH: toolsWithoutQemu(workspace) } }),
    message: /^qemu-system-x86_64 is needed for the engine qemu\.$/,
    hint: /npm run setup:qemu.*apt-get install qemu-system-x86/,
    code: 77,
  },
  {
    name: 'a kernel that is none',
    given: (workspace) => ({ words: ['--kernel', workspace.write('kernel', 'hello')] }),
    message: /^The guest cannot be booted with .*\/kernel: it is neither a bzImage nor /,
    hint: /npm run setup:qemu/,
    code: 77,
  },
  {
    name: 'an ELF file that is no kernel',
    given: () => ({ words: ['--kernel', client[0] ?? ''] }),
    message: /it is no Linux kernel, or was built without CONFIG_PVH\.$/,
    hint: /--kernel/,
    code: 77,
  },
  {
    name: 'a missing kernel',
    given: () => ({ words: ['--kernel', '/nowhere/vmlinuz'] }),
    message: /^The kernel "\/nowhere\/vmlinuz" does not exist or cannot be read\.$/,
    hint: /npm run setup:qemu/,
    code: 2,
  },
  {
    name: 'an include that is missing',
    given: () => ({ words: ['--include', 'nowhere'] }),
    message: /^".*\/nowhere", to be included in the guest, is missing/,
    hint: /correct the path/,
    code: 2,
  },
  {
    name: 'a library that is missing',
    given: (workspace) => ({ program: [programWithoutLibrary(workspace)] }),
    message: /^The loader .*ld-linux.* cannot start ".*\/user": .*libgane\.so/,
    hint: /install what is missing/,
    code: 2,
  },
  {
    name: 'a static program',
    given: (workspace) => ({ program: [staticProgram(workspace)] }),
    message: /^static is statically linked/,
    hint: /--engine rewind or replay/,
    code: 77,
  },
  {
    name: 'more files than the memory holds',
    given: (workspace) => {
      const file = workspace.write('data', Buffer.alloc(10 * mebibyte));
      return { words: ['--include', file, '--guest-memory', '64M'] };
    },
    message: /^The machine cannot work with 64 MiB: its files take \d+ MiB, twice/,
    hint: /leave out --guest-memory/,
    code: 2,
  },
  {
    name: 'a cache directory that cannot be made',
    given: (workspace) => {
      const cache = path.join(guestCache, 'chokepoint/qemu');
      const words = ['--kernel', findKernel(undefined, cache)];
      return { words, env: { XDG_CACHE_HOME: workspace.write('cache', '') } };
    },
    message: /^Cannot write .*: a part of the path is a file\.$/,
    hint: /XDG_CACHE_HOME/,
    code: 2,
  },
];

it.for(cases)('$name', async ({ given, message, hint, code }, context) => {
  const missing = whyNoGuest();
  if (missing !== undefined) return context.skip(missing);
  using workspace = new Workspace();
  const { words = [], program = client, env = {} } = given(workspace);
  const all = ['explore', '--quiet', '--engine', 'qemu', ...words, '--', ...program];
  const ended = await workspace.run(all, { XDG_CACHE_HOME: guestCache, ...env });
  const [, said, advice] = /^chokepoint: (.*)\n {2}hint: (.*)\n$/.exec(ended.err) ?? [];
  expect(said, ended.err).toMatch(message);
  expect(advice).toMatch(hint);
  expect({ code: ended.code, out: ended.out }).toEqual({ code, out: '' });
  await workspace.expectNothingLeft();
});

it('no kernel, and nothing begun in the cache', async (context) => {
  const isThere =
    existsSync('/boot') && readdirSync('/boot').some((name) => name.startsWith('vmlinuz-'));
  if (isThere) return context.skip('there is one in /boot');
  using workspace = new Workspace();
  const words = ['explore', '--engine', 'qemu', '--', ...client];
  const { code, err } = await workspace.run(words, { XDG_CACHE_HOME: workspace.file('cache') });
  expect(err).toMatch(/^chokepoint: There is no kernel for the guest\.\n {2}hint: .*setup:qemu/m);
  expect(code).toBe(77);
  expect(existsSync(workspace.file('cache'))).toBe(false);
});
