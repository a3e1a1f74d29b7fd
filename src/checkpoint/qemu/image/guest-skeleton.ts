import path from 'node:path';
import { OperatorError, exitCode } from '../../../support/operator-error.js';
import type { GuestTree } from './guest-tree.js';
import { programClosure } from './program-closure.js';

const own = { uid: 0, gid: 0 } as const;

/** Directories of every system, with their modes where the host has none of that name. */
const directories: Readonly<Record<string, number>> = {
  '/etc': 0o755,
  '/root': 0o700,
  '/run': 0o755,
  '/tmp': 0o1777,
  '/var': 0o755,
  '/var/tmp': 0o1777,
};

/** On most systems these are symbolic links into /usr, which programs take for granted. */
const shortcuts = ['/bin', '/sbin', '/lib', '/lib64'];

/** What the C library looks into. No resolv.conf: there is no network to ask. */
const basics = [
  'passwd group hosts host.conf nsswitch.conf services protocols networks gai.conf shells',
  'localtime timezone ld.so.cache ld.so.conf ld.so.conf.d',
].flatMap((names) => names.split(' '));

/** Started first by the kernel; the preloaded library takes over before its main function. */
const init = '/bin/true';

/** What is the same for all guests. */
export function addSkeleton(tree: GuestTree, library: string): void {
  for (const [directory, mode] of Object.entries(directories)) {
    if (tree.add(directory) === undefined) {
      tree.put({ kind: 'directory', path: directory, mode, ...own });
    }
  }
  for (const file of [...shortcuts, ...basics.map((name) => `/etc/${name}`)]) tree.add(file);
  for (const directory of ['/proc', '/sys', '/dev', '/chokepoint']) {
    tree.put({ kind: 'directory', path: directory, mode: 0o755, ...own });
  }
  tree.put({ kind: 'device', path: '/dev/console', mode: 0o600, major: 5, minor: 1, ...own });
  addInit(tree, library);
}

function addInit(tree: GuestTree, library: string): void {
  const around = { cwd: '/', env: {} };
  const { isDynamic, files } = programClosure(init, around);
  if (!isDynamic) {
    const hint = 'use a system whose basic programs are linked against a shared C library';
    throw new OperatorError(`${init} is a static program.`, hint, exitCode.unsupported);
  }
  for (const file of [...files, ...programClosure(library, around).files.slice(1)]) tree.add(file);
  addLateLibrary(tree, files);
  const executable = { kind: 'file', mode: 0o755, ...own } as const;
  tree.put({ ...executable, path: '/chokepoint/init', source: init });
  tree.put({ ...executable, path: '/chokepoint/interpose.so', source: library });
}

/** The C library opens it when a thread is cancelled; nobody is linked against it. */
function addLateLibrary(tree: GuestTree, files: readonly string[]): void {
  const libc = files.find((file) => path.basename(file).startsWith('libc.so'));
  if (libc !== undefined) tree.add(path.join(path.dirname(libc), 'libgcc_s.so.1'));
}
