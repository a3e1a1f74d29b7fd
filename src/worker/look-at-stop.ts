import type { Standstill } from '../world/standstill/standstill.js';
import { GdbServer } from './gdb-server.js';
import { commandFd, type Command, type Reply } from './protocol.js';
import { writeCore } from './write-core.js';

const gdb = new GdbServer();

/** What is asked of a world that stands still, or before it does. */
export function lookAtStop(
  standstill: Standstill,
  command: Extract<Command, { op: 'core' | 'gdb-listen' | 'gdb' }>,
): Reply {
  switch (command.op) {
    case 'core':
      return { kind: 'core', written: writeCore(standstill.stop, command) };
    case 'gdb-listen':
      gdb.listen(command.socket);
      return { kind: 'gdb-listens' };
    case 'gdb':
      return { kind: 'gdb', isThere: gdb.serve(standstill, commandFd) };
  }
}
