import { readFileSync, writeFileSync } from 'node:fs';
import type { Puppet } from '../tracer/puppet.js';
import { granted, WorldRefused } from './refusal.js';

/** CLONE_NEW*: mount, uts, ipc, user, pid, net (namespaces(7)). */
const newNamespaces = 0x00020000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000;

/**
 * Put the seed into fresh namespaces and fork the first process of its pid namespace. User ids
 * are the same inside and outside: root maps all that it has, an ordinary user only its own.
 * @returns the world's init, with all capabilities inside its namespaces
 */
export function enterNamespaces(seed: Puppet): Puppet {
  granted('namespaces', 'make namespaces', seed.attempt('unshare', newNamespaces));
  writeIdMaps(seed.pid);
  const init = seed.fork();
  if ('errno' in init) {
    throw new WorldRefused('namespaces', init.errno, 'fork into the pid namespace');
  }
  return init;
}

function writeIdMaps(pid: number): void {
  const [uid, gid] = [process.geteuid?.() ?? 0, process.getegid?.() ?? 0];
  try {
    // An ordinary user may write a group map only after giving up setgroups (user_namespaces(7)).
    if (uid !== 0) writeFileSync(`/proc/${String(pid)}/setgroups`, 'deny');
    writeFileSync(`/proc/${String(pid)}/uid_map`, uid === 0 ? ownMap('uid') : `${uid} ${uid} 1`);
    writeFileSync(`/proc/${String(pid)}/gid_map`, uid === 0 ? ownMap('gid') : `${gid} ${gid} 1`);
  } catch (error) {
    const errno = (error as NodeJS.ErrnoException).code ?? 'EIO';
    throw new WorldRefused('id-maps', errno, 'map user ids into the namespace');
  }
}

/** All ids that exist here, mapped to themselves: a container need not have all there are. */
function ownMap(kind: 'uid' | 'gid'): string {
  const extents = readFileSync(`/proc/self/${kind}_map`, 'utf8').trim().split('\n');
  return extents.map((extent) => extent.trim().replace(/^(\d+)\s+\d+\s+/, '$1 $1 ')).join('\n');
}
