import { rawAddresses } from '../../kernel/socket.js';
import { tcpInfo, tcpState } from '../../kernel/tcp-info.js';
import { tcpNumbers, type TcpNumbers } from '../../kernel/tcp-numbers.js';
import type { EventSocket } from './event-socket.js';

/** A connection as seen from the program's end. Addresses are struct sockaddr. */
interface Connection {
  readonly local: Buffer;
  readonly peer: Buffer;
  readonly state: number;
  readonly numbers: TcpNumbers;
}

const open: readonly number[] = [
  tcpState.established,
  tcpState.finWait1,
  tcpState.finWait2,
  tcpState.closeWait,
  tcpState.lastAck,
  tcpState.closing,
];

/** @returns undefined where there is none, or none any more */
export function connectionOf({ copy }: EventSocket): Connection | undefined {
  const state = stateOf(copy);
  if (!open.includes(state)) return undefined;
  const { local, peer } = rawAddresses(copy);
  return peer && { local, peer, state, numbers: tcpNumbers(copy) };
}

export function stateOf(copy: number): number {
  return tcpInfo(copy)?.state ?? tcpState.close;
}
