import type { Random } from './random.js';
import type { Script } from './side.js';

/** How the two programs reach each other. */
export interface Transport {
  readonly family: '4' | '6' | 'u';
  readonly type: 'stream' | 'seqpacket' | 'dgram';
  readonly address: string;
}

const kinds: readonly Pick<Transport, 'family' | 'type'>[] = [
  { family: '4', type: 'stream' },
  { family: '4', type: 'stream' },
  { family: '6', type: 'stream' },
  { family: 'u', type: 'stream' },
  { family: 'u', type: 'seqpacket' },
  { family: '4', type: 'dgram' },
  { family: '6', type: 'dgram' },
  { family: 'u', type: 'dgram' },
];

export function randomTransport(random: Random): Transport {
  const kind = random.pick(kinds);
  const path = random.pick(['u:named', 'u:/dev/shm/named', 'u:@abstract']);
  return { ...kind, address: kind.family === 'u' ? path : `${kind.family}:5000` };
}

const letters = { stream: 's', seqpacket: 'q', dgram: 'd' } as const;

export function makeSocket(slot: number, { family, type }: Transport): string {
  return `socket ${slot} ${family} ${letters[type]}`;
}

/** What the server does until it can be reached, `print ready` included. */
export function serverSetup(transport: Transport): Script {
  const { type, address } = transport;
  if (type === 'dgram') return [makeSocket(1, transport), `bind 1 ${address}`, 'print ready'];
  return [makeSocket(0, transport), `bind 0 ${address}`, 'listen 0 4', 'print ready'];
}

export function clientSetup(transport: Transport): Script {
  const { family, type, address } = transport;
  // A datagram of a socket without a name cannot be answered (unix(7)).
  const named = family === 'u' && type === 'dgram' ? ['bind 1 u:@client'] : [];
  return [makeSocket(1, transport), ...named, `connect 1 ${address}`];
}

/** Nobody is there. */
export function nowhere({ family }: Transport): string {
  return family === 'u' ? 'u:@nobody' : `${family}:1`;
}
