import { bareStream, restoreStream } from '../../kernel/restore-stream.js';
import { rawAddresses } from '../../kernel/socket.js';
import { tcpState } from '../../kernel/tcp-info.js';
import { disconnectSilently } from '../../kernel/tcp-repair.js';
import { stateOf } from './connection.js';
import type { EventSocket } from './event-socket.js';
import { resetConnection } from './reset-connection.js';

const portOfNobody = 1;

/**
 * A reset connection whose error somebody has taken who was not to have it: the next call gets
 * it. That the kernel has one to give takes a connection that is reset once more.
 */
export function resetAgain(socket: EventSocket): void {
  const { copy } = socket;
  if (stateOf(copy) !== tcpState.close) return;
  const { local } = rawAddresses(copy);
  const nobody = Buffer.from(local);
  nobody.writeUInt16BE(portOfNobody, 2);
  disconnectSilently(copy);
  if (restoreStream(copy, local, nobody, bareStream) === 'done') resetConnection(socket);
}
