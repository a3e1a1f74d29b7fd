import type { Script, Side } from './side.js';
import type { Transport } from './transport.js';

/** What happens between two programs, as each of them sees it. */
export interface Exchange {
  readonly client: Script;
  readonly server: Script;
}

/** Both programs, and how they reach each other. */
export interface Scene {
  readonly transport: Transport;
  readonly client: Side;
  readonly server: Side;
}

export type MakeExchange = (scene: Scene) => Exchange;

export function sending(side: Side, count: number): string {
  return `send 1 ${count} ${side.random.pick(['s', 'w', 'v', 'm'])}`;
}

export function receiving(side: Side): string {
  return `recv 1 9000 ${side.random.pick(['s', 'read', 'm'])}`;
}

/** Where there is no connection, the server has to learn who asked. */
export function receiveAt({ transport, server }: Scene): string {
  return transport.type === 'dgram' ? 'recv 1 9000 from' : receiving(server);
}

export function answerAt({ transport, server }: Scene, count: number): string {
  return transport.type === 'dgram' ? `send 1 ${count} reply` : sending(server, count);
}

export function size({ random }: Side): number {
  return random.pick([1, random.between(2, 40), random.between(41, 4000)]);
}
