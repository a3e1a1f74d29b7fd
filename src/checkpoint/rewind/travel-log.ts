import type { Travel } from '../../model/world.js';
import { RewindRefused } from './refusal.js';

/** After so many refusals without one snapshot taken, none is tried any more. */
const patience = 64;

/** How the world came back, and why it could not be rewound. */
export class TravelLog {
  private rewound = 0;
  private reexecuted = 0;
  private savingMs = 0;
  private rewindingMs = 0;
  private checkpointBytes = 0;
  private taken = 0;
  private gaveUp = false;
  private readonly refusals = new Map<string, number>();

  /** @param tookMs until all threads ran again */
  noteRewound(tookMs: number): void {
    this.rewindingMs += tookMs;
    this.rewound += 1;
  }

  noteReexecuted(): void {
    this.reexecuted += 1;
  }

  noteTaken(tookMs: number, bytes: number): void {
    this.savingMs += tookMs;
    this.checkpointBytes += bytes;
    this.taken += 1;
  }

  /** @throws what is no refusal */
  noteRefused(error: unknown): void {
    if (!(error instanceof RewindRefused)) throw error;
    this.refusals.set(error.message, (this.refusals.get(error.message) ?? 0) + 1);
  }

  /** No snapshot is wanted any more. */
  giveUp(): void {
    this.gaveUp = true;
  }

  /** Whether a snapshot of this program may come about at all. */
  get isWorthTrying(): boolean {
    const refused = [...this.refusals.values()].reduce((sum, count) => sum + count, 0);
    return !this.gaveUp && (this.taken > 0 || refused < patience);
  }

  travel(): Travel {
    const { rewound, reexecuted, savingMs, rewindingMs, checkpointBytes, refusals } = this;
    const costs = { savingMs, rewindingMs, checkpointBytes };
    return { rewound, reexecuted, ...costs, refusals: Object.fromEntries(refusals) };
  }
}
