import { TcpRepairFailed } from '../../../../kernel/tcp-repair.js';
import { refuse } from '../../refusal.js';

/** What the kernel refuses is refused by the engine. @throws RewindRefused */
export function refusing<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof TcpRepairFailed) refuse(`a TCP socket: ${error.message}`);
    throw error;
  }
}
