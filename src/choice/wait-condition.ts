import type { Situation } from './situation.js';

/**
 * Why a wait cannot end in vain; undefined where it can. What was sent may come late; what no
 * network is needed for is there, and a wait that finds it does not wait.
 */
export function mayTimeOut({ wait, socket, past }: Situation): string | undefined {
  if (wait?.limitMs === undefined) return 'the call waits as long as it takes';
  if (wait.readyAnyway !== undefined) return wait.readyAnyway;
  // Only what is still being connected may not be able to send for so long.
  const isTcp = socket.type === 'stream' && socket.family !== 'unix';
  const isConnecting = isTcp && socket.nonBlocking && past.connects && !past.sends;
  return wait.canSend && !isConnecting ? 'there is room to send' : undefined;
}

/** A signal ends a wait whatever its handler says (signal(7)), if there is one to end. */
export function mayBeInterrupted({ handlers, wait }: Situation): string | undefined {
  if (handlers === 'none') return 'no handler is installed';
  return wait?.limitMs === 0 ? 'the call does not wait' : undefined;
}
