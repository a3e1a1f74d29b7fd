import type { StoppableWorld } from '../model/stop.js';
import type { World } from '../model/world.js';
import { assert } from '../support/assert.js';
import { OperatorError } from '../support/operator-error.js';
import { RemoteWorld } from '../worker/remote-world.js';
import type { WorldRequest } from './requests.js';

/** @throws OperatorError where no world of these settings can be made to stand still */
export function refuseUnstoppable({ settings }: WorldRequest): void {
  if (settings.engine !== 'qemu') return;
  const message = 'the engine qemu cannot stop a run: its programs are inside of a machine';
  const hint = 'explore with the engine rewind or replay, and replay the token that this gives';
  throw new OperatorError(message, hint);
}

export function stoppable(world: World): StoppableWorld {
  assert(world instanceof RemoteWorld, 'a world that cannot stand still');
  return world;
}
