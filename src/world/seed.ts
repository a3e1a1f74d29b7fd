import { existsSync } from 'node:fs';
import { releaseLeash, spawnWaiting, type WaitingProcess } from '../kernel/spawn.js';
import { kill } from '../kernel/ffi.js';
import { Puppet } from '../tracer/puppet.js';
import type { Session } from '../tracer/session.js';
import { assert } from '../support/assert.js';
import { WorldRefused } from './refusal.js';

/** Any small program that waits on its standard input will do: its code is never used. */
const candidates = ['/bin/cat', '/usr/bin/cat', '/bin/sh'];

/** The first process of a world: everything in the world descends from it. */
export class Seed implements Disposable {
  private constructor(
    readonly puppet: Puppet,
    private readonly waiting: WaitingProcess,
  ) {}

  static plant(session: Session): Seed {
    const path = candidates.find((candidate) => existsSync(candidate));
    if (path === undefined) throw new WorldRefused('seed', 'ENOENT', 'find /bin/cat or /bin/sh');
    const waiting = spawnWaiting(path);
    if (typeof waiting === 'string') throw new WorldRefused('seed', waiting, `start ${path}`);
    const thread = session.attach(waiting.pid, '');
    if (typeof thread === 'string') {
      releaseLeash(waiting);
      throw new WorldRefused('trace', thread, 'trace a process of our own (PTRACE_SEIZE)');
    }
    const puppet = Puppet.make(session, thread);
    assert(puppet !== undefined, 'the seed died at once');
    return new Seed(puppet, waiting);
  }

  [Symbol.dispose](): void {
    kill(this.puppet.pid, 9);
    releaseLeash(this.waiting);
  }
}
