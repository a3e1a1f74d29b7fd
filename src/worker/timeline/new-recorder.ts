import { diagSocket } from '../../kernel/sock-diag.js';
import type { Puppet } from '../../tracer/puppet.js';
import { socketOfWorld } from '../../world/world-socket.js';
import type { CallReader } from '../call-reader.js';
import { Connections } from './connections.js';
import { TimelineRecorder } from './recorder.js';
import { UnixPairs } from './unix-pairs.js';

/** @param init of the world whose runs are to be recorded */
export function newRecorder(reader: CallReader, init: Puppet): TimelineRecorder {
  const pairs = new UnixPairs(() => socketOfWorld(init, ...diagSocket));
  return new TimelineRecorder(reader, new Connections(pairs));
}
