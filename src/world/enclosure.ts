import { hostname } from 'node:os';
import { may, type Puppet } from '../tracer/puppet.js';
import type { Session } from '../tracer/session.js';
import { initProc, WorldFileSystem, worldRoot } from './file-system.js';
import { Resolver } from './dns/resolver.js';
import { resolverConfiguration, resolverFile } from './dns/resolver-file.js';
import type { Names } from './dns/zone.js';
import { enterNamespaces } from './namespaces.js';
import { bringUpLoopback } from './network.js';
import { OwnFiles } from './own-files.js';
import { granted } from './refusal.js';
import { Seed } from './seed.js';
import type { WritableTree } from './writable-tree.js';

const sigchld = 17;
const ignore = 1n;
const subreaper = 36; // PR_SET_CHILD_SUBREAPER
const oWronly = 1;
/** Shared memory, semaphores and message queues of System V outlive the programs that made them. */
const newIpcNamespace = 0x08000000;
const newNetwork = 0x40000000;

/** Where programs of a world are started, and what is put back between runs. */
export interface Enclosure extends Disposable {
  /** Forks all programs; it never runs code of its own. */
  readonly init: Puppet;
  /** The directory that programs are chrooted into; absent in an unsealed world. */
  readonly root?: string;
  readonly sealed: boolean;
  /** Directories of the host that are visible but could not be given a private layer. */
  readonly readOnly: readonly string[];
  /** Where what programs write lies; absent in an unsealed world: they write to the host. */
  readonly writable?: () => readonly WritableTree[];
  /** Answers who asks for names, where that is wanted. */
  readonly resolver?: Resolver | undefined;
  /** Put files and process ids back to where every run starts. All programs have ended. */
  reset(): void;
  /** Leave everything behind that was connected, bound or on its way. All programs have ended. */
  renewNetwork(): void;
}

/**
 * Own namespaces, own network, own layer over the files (made once, cleaned between runs).
 * @param names what its resolver knows; undefined: it has none
 */
export function sealedEnclosure(
  session: Session,
  needed: readonly string[],
  names: Names | undefined,
): Enclosure {
  const seed = Seed.plant(session);
  try {
    const init = enterNamespaces(seed.puppet);
    leaveNoZombies(init);
    const texts = names === undefined ? [] : [[resolverFile, resolverConfiguration()] as const];
    const files = WorldFileSystem.build(init, needed, new OwnFiles(init, new Map(texts)));
    bringUpLoopback(init, initProc);
    const resolver = names && new Resolver(init, names);
    return {
      init,
      root: worldRoot,
      sealed: true,
      readOnly: files.readOnly,
      writable: () => files.writable(),
      resolver,
      reset: resetting(init, files),
      renewNetwork: () => {
        granted('network', 'renew the network', init.attempt('unshare', newNetwork));
        bringUpLoopback(init, initProc);
        resolver?.renew();
      },
      [Symbol.dispose]: () => {
        resolver?.[Symbol.dispose]();
        seed[Symbol.dispose]();
      },
    };
  } catch (error) {
    seed[Symbol.dispose]();
    throw error;
  }
}

function resetting(init: Puppet, files: WorldFileSystem): () => void {
  const lastPid = init.call('open', `${initProc}/sys/kernel/ns_last_pid`, oWronly, 0);
  const name = hostname();
  return () => {
    files.reset();
    init.sequence([
      may('unshare', newIpcNamespace),
      may('sethostname', name, name.length),
      // The same pids in every run; a kernel without the sysctl only makes them differ.
      may('pwrite64', lastPid, Buffer.from('1'), 1, 0),
    ]);
  };
}

/** No namespaces: the host's files, network and process ids, for where they are forbidden. */
export function unsealedEnclosure(session: Session): Enclosure {
  const seed = Seed.plant(session);
  leaveNoZombies(seed.puppet);
  // Orphans become children of the seed instead of the host's init.
  seed.puppet.call('prctl', subreaper, 1, 0, 0, 0);
  return {
    init: seed.puppet,
    sealed: false,
    readOnly: [],
    reset: () => undefined,
    renewNetwork: () => undefined,
    [Symbol.dispose]: () => seed[Symbol.dispose](),
  };
}

/** With SIGCHLD ignored the kernel reaps children by itself (sigaction(2), SA_NOCLDWAIT). */
function leaveNoZombies(init: Puppet): void {
  const action = Buffer.alloc(32);
  action.writeBigUInt64LE(ignore, 0);
  init.call('rt_sigaction', sigchld, action, 0, 8);
}
