import type { Engine } from '../checkpoint/engine.js';
import { Course } from '../checkpoint/course.js';
import { WrittenTrees } from '../checkpoint/rewind/files/written-trees.js';
import { RewindEngine } from '../checkpoint/rewind/rewind-engine.js';
import { ReplayEngine } from '../checkpoint/replay/replay-engine.js';
import { watchedNumbers } from '../choice/call.js';
import type { Settings } from '../model/settings.js';
import { Session } from '../tracer/session.js';
import { StackReader } from '../tracer/stack-reader.js';
import { sealedEnclosure, unsealedEnclosure } from '../world/enclosure.js';
import { Execution } from '../world/execution.js';
import { FileIdentities } from '../world/file-identities.js';
import { SocketPolicy } from './socket-policy.js';

/**
 * Build a world and the engine over it. This process traces it from now on.
 * @param needed paths that must be visible in the world even below /tmp
 */
export function openEngine(settings: Settings, needed: readonly string[]): Engine {
  const session = new Session();
  const enclosure = settings.sealed ? sealedEnclosure(session, needed) : unsealedEnclosure(session);
  const stacks = new StackReader();
  const identities = new FileIdentities();
  const policy = new SocketPolicy(stacks, settings.faults, identities);
  const execution = new Execution({
    session,
    enclosure,
    settings,
    stacks,
    watchedCalls: watchedNumbers,
    keepsEnded: settings.engine !== 'replay',
    concerns: (thread, registers) => policy.concerns(thread, registers),
  });
  const course = new Course(execution, policy);
  const world: Disposable = {
    [Symbol.dispose]: () => {
      execution[Symbol.dispose]();
      enclosure[Symbol.dispose]();
    },
  };
  if (settings.engine === 'replay') return new ReplayEngine(course, world);
  const { init } = enclosure;
  const written = new WrittenTrees(init, enclosure.writable);
  const { checkpointBytes: budget } = settings.limits;
  const parts = { execution, course, session, init, world, identities, written, budget };
  return new RewindEngine({ ...parts, verifies: settings.verify });
}
