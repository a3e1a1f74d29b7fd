import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { findKernel } from '../../src/checkpoint/qemu/image/find-kernel.js';
import { imageFiles } from '../../src/checkpoint/qemu/image/image-files.js';
import { initrdOf } from '../../src/checkpoint/qemu/image/initrd.js';
import { nativeLibrary } from '../../src/checkpoint/qemu/image/native-library.js';
import { vmlinuxOf } from '../../src/checkpoint/qemu/image/vmlinux.js';
import { whyNotBootable } from '../../src/checkpoint/qemu/image/pvh-note.js';
import { guestCache } from '../support/guest-cache.js';
import type { ProgramSettings } from '../../src/model/settings.js';

const machine = 'microvm,x-option-roms=off,isa-serial=on,pit=on,pic=on,rtc=on,acpi=off';
const runCheck = path.join(import.meta.dirname, 'fixtures/guest-check');

function kernelOrSkip(context: TestContext): string {
  try {
    return findKernel(undefined, path.join(guestCache, 'chokepoint/qemu'));
  } catch {
    return context.skip('no kernel for the guest: npm run setup:qemu');
  }
}

test('the kernel of the distribution becomes an ELF file that QEMU enters', (context) => {
  const kernel = kernelOrSkip(context);
  using scratch = new Directory();
  const { file } = vmlinuxOf(kernel, scratch.path);
  expect(whyNotBootable(readFileSync(file))).toBeUndefined();
});

test('a guest finds files, links and libraries as on the host', (context) => {
  const kernel = kernelOrSkip(context);

  const missing = ['/usr/bin/qemu-system-x86_64', '/usr/bin/sha256sum'].filter(
    (file) => !existsSync(file),
  );
  if (missing.length > 0) context.skip(`not installed: ${missing.join(', ')}`);
  using scratch = new Directory();
  const large = path.join(scratch.path, 'large');
  const link = path.join(scratch.path, 'link');
  writeFileSync(large, Buffer.alloc(3_000_001, 'chokepoint'));
  symlinkSync('large', link);
  const check = ['/usr/bin/sha256sum', link, '/bin/sh', '/chokepoint/interpose.so'];
  const library = nativeLibrary(scratch.path, runCheck);
  const { entries } = imageFiles([programOf(check)], [], library);
  const { file } = initrdOf(entries, path.join(scratch.path, 'cache'));
  const output = boot(vmlinuxOf(kernel, scratch.path).file, file, check);
  const expected = execFileSync('sha256sum', [...check.slice(1, 3), library], { encoding: 'utf8' });
  const shown = expected.replace(library, '/chokepoint/interpose.so');
  expect(output).toContain(`${shown}ended with 0\n`);
});

function boot(kernel: string, initrd: string, check: readonly string[]): string {
  const words = [
    'console=ttyS0 quiet nokaslr mitigations=off tsc=reliable no_timer_check pci=off panic=-1',
    'rdinit=/chokepoint/init LD_PRELOAD=/chokepoint/interpose.so',
    `CHECK=${check.join(',')}`,
  ];
  const { stdout } = spawnSync(
    'qemu-system-x86_64',
    [
      ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-serial', 'stdio'],
      ...['-machine', machine, '-m', '128M', '-kernel', kernel, '-initrd', initrd],
      ...['-append', words.join(' ')],
    ],
    { encoding: 'utf8', timeout: 50_000, killSignal: 'SIGKILL' },
  );
  return stdout.replaceAll('\r', '');
}

function programOf(argv: readonly string[]): ProgramSettings {
  const [file = ''] = argv;
  const plain = { env: {}, envChanges: {}, cwd: '/', stdin: '/dev/null' } as const;
  return { role: 'sut', name: 'sut', file, argv, ready: { kind: 'auto' }, ...plain };
}

/** A directory that goes with the scope. */
class Directory implements Disposable {
  readonly path = mkdtempSync(path.join(tmpdir(), 'chokepoint-guest-image-'));

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}
