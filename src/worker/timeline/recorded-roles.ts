import { SocketHistory } from '../../choice/socket-history.js';
import { isOfSystem } from '../../choice/system-paths.js';
import type { SeenCall } from '../call-reader.js';

/** What the sockets of all programs are for. */
export class RecordedRoles {
  private readonly history = new SocketHistory();

  /** @returns undefined for sockets that are no part of the programs' network */
  of(facts: SeenCall): string | undefined {
    const role = this.history.role(facts);
    return role === undefined || isOfSystem(role) ? undefined : role;
  }
}
