import { rawAddresses, socketProtocol, socketType } from '../../../../kernel/socket.js';
import { stopListening } from '../../../../kernel/tcp-repair.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import type { Family, Taken } from '../family.js';
import { portOf } from './address.js';
import { unbind } from './binding.js';
import { captureAll } from './capture.js';
import { refusing } from './refusing.js';
import { restoreAll } from './restore.js';
import { silence } from './silence.js';
import type { TcpSocket } from './tcp-socket.js';

const stream = 1; // SOCK_STREAM
const protocol = 6; // IPPROTO_TCP

/** TCP sockets, of IPv4 and IPv6. */
export const tcp: Family<TcpSocket> = {
  name: 'TCP socket',

  claims: ({ file, copy }) =>
    file.target.startsWith('socket:') &&
    socketType(copy) === stream &&
    socketProtocol(copy) === protocol,

  capture: (taken, world) => refusing(() => captureAll(taken, world)),

  isSame: (file, saved, now) =>
    file.target === now.file.target && refusing(() => canBecome(saved, now)),

  silence: (now) => refusing(() => silence(now)),

  makeIn: ({ domain }, hands) => hands.call('socket', domain, stream, protocol),

  restore: (returning, world) => {
    const all = returning.map(({ saved, ...rest }) => ({
      ...rest,
      file: saved.file,
      socket: saved.state,
    }));
    refusing(() => restoreAll(all, world));
  },
};

/** A socket keeps the port that it was bound to: with another it is of no use. */
function canBecome(saved: TcpSocket, { copy }: Taken): boolean {
  const listens = tcpInfo(copy)?.state === tcpState.listen;
  if (listens && saved.kind === 'listening') return true;
  if (listens) stopListening(copy);
  if (saved.kind === 'closed' && !saved.bound) return unbind(copy);
  const port = portOf(rawAddresses(copy).local);
  return port === 0 || port === portOf(saved.local);
}
