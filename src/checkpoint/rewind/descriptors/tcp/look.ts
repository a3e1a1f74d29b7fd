import { pollEvent, pollNow } from '../../../../kernel/poll.js';
import { rawAddresses, socketDomain } from '../../../../kernel/socket.js';
import { tcpInfo, tcpState } from '../../../../kernel/tcp-info.js';
import { refuse } from '../../refusal.js';
import type { Taken } from '../family.js';
import type { Ends } from './tcp-socket.js';

/** What one look tells of a socket without changing it. */
export interface Look {
  readonly taken: Taken;
  readonly copy: number;
  readonly domain: number;
  readonly local: Buffer;
  readonly peer: Buffer | undefined;
  readonly info: NonNullable<ReturnType<typeof tcpInfo>>;
  readonly events: number;
}

const open = [tcpState.established, tcpState.finWait1, tcpState.finWait2, tcpState.closeWait];
const ending = [tcpState.lastAck, tcpState.closing];
const known: readonly number[] = [
  ...open,
  ...ending,
  tcpState.synSent,
  tcpState.close,
  tcpState.listen,
];

/** @throws RewindRefused where something can be seen that could not be put back */
export function lookAt(taken: readonly Taken[]): readonly Look[] {
  const events = pollNow(taken.map(({ copy }) => copy));
  return taken.map((one, i) => {
    const { copy } = one;
    const info = tcpInfo(copy);
    if (info === undefined) refuse('a TCP socket that does not tell its state');
    const domain = socketDomain(copy) ?? 0;
    const look = { taken: one, copy, domain, ...rawAddresses(copy), info, events: events[i] ?? 0 };
    mustBeKnown(look);
    return look;
  });
}

export function isConnected({ info }: Look): boolean {
  return [...open, ...ending].some((state) => state === info.state);
}

/** A closed socket that has been more: reading it finds its end and not that there is nothing. */
export function isOver({ info, events }: Look): boolean {
  return info.state === tcpState.close && (events & pollEvent.readHangUp) !== 0;
}

export function hasError({ events }: Look): boolean {
  return (events & pollEvent.error) !== 0;
}

export function endsOf({ info: { state }, events }: Look): Ends {
  const is = (...states: readonly number[]): boolean => states.includes(state);
  const { finWait1, finWait2, closeWait, lastAck, closing } = tcpState;
  const finReceived = is(closeWait, lastAck, closing);
  return {
    finSent: is(finWait1, finWait2, lastAck, closing),
    finReceived,
    shutForReading: !finReceived && (events & pollEvent.readHangUp) !== 0,
  };
}

function mustBeKnown(look: Look): void {
  const { info, events } = look;
  if (!known.includes(info.state)) refuse(`a TCP socket in state ${String(info.state)}`);
  if ((events & pollEvent.urgent) !== 0) refuse('urgent data');
  if (!hasError(look)) return;
  // SO_ERROR is the only way to learn which, and it takes the error away: so it has to be one
  // that can be brought about again. A connection that timed out has tried more than once.
  if (!isOver(look)) refuse('an error that waits to be fetched');
  if (info.repeated) refuse('a connection that has timed out');
}
