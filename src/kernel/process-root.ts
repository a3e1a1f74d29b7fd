import { readlinkSync } from 'node:fs';

/** Where a process has its root, seen from here: the kernel's names of its files begin with it. */
export function rootOf(pid: number): string {
  return readlinkSync(`/proc/${String(pid)}/root`);
}

/** The name that a process with this root has for a file. */
export function withoutRoot(name: string, root: string): string {
  return root !== '/' && name.startsWith(`${root}/`) ? name.slice(root.length) : name;
}
