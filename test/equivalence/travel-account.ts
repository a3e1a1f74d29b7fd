import type { Travel } from '../../src/model/world.js';

/** How worlds came back, summed up. */
export class TravelAccount {
  private rewound = 0;
  private reexecuted = 0;
  private readonly refusals = new Map<string, number>();

  add(travels: readonly Travel[]): void {
    for (const { rewound, reexecuted, refusals } of travels) {
      this.rewound += rewound;
      this.reexecuted += reexecuted;
      for (const [reason, count] of Object.entries(refusals))
        this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + count);
    }
  }

  /**
   * Of a hundred restores, how many put the same processes back. The first run of a world has
   * nothing to go back to.
   * @param worlds how many worlds there were
   */
  percent(worlds: number): number {
    const restores = this.rewound + this.reexecuted - worlds;
    return restores <= 0 ? 100 : (100 * this.rewound) / restores;
  }

  describe(): string {
    const reasons = [...this.refusals].map(([reason, count]) => `${reason} (${count})`);
    const refused = reasons.length === 0 ? '' : `; refused: ${reasons.join(', ')}`;
    return `${this.rewound} rewound, ${this.reexecuted} re-executed${refused}`;
  }
}
