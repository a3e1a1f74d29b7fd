import { socketDomain, socketProtocol, socketType } from '../../kernel/socket.js';
import { tcpInfo, tcpState } from '../../kernel/tcp-info.js';
import type { Puppet } from '../../tracer/puppet.js';
import type { FailedNames } from './failed-names.js';
import type { MadeCall } from './send-again.js';

/** A socket of a stopped thread that something happens to. */
export interface EventSocket {
  /** A copy of its descriptor: the same socket. */
  readonly copy: number;
  /** Makes sockets in the network that it is in. */
  readonly init: Puppet;
  readonly names: FailedNames;
  /** The call, as the program made it. */
  readonly made: MadeCall;
}

type SocketKind = 'tcp' | 'listener' | 'local' | 'datagram';

const localDomain = 1; // AF_UNIX
const tcp = 6;
const stream = 1; // SOCK_STREAM

export function kindOf({ copy }: EventSocket): SocketKind {
  if (socketDomain(copy) === localDomain) return 'local';
  if (socketType(copy) !== stream || socketProtocol(copy) !== tcp) return 'datagram';
  return tcpInfo(copy)?.state === tcpState.listen ? 'listener' : 'tcp';
}
