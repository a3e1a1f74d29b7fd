/** The states that a run was in so far, the last one first; runs share what they have in common. */
export interface Trail {
  readonly state: string;
  /** Faults spent until then. */
  readonly faults: number;
  /** How often chosen faults had happened once more until then. */
  readonly repeats: number;
  readonly before: Trail | undefined;
}

/** When a run was in this state last. */
export function lastIn(trail: Trail | undefined, state: string): Trail | undefined {
  for (let at = trail; at !== undefined; at = at.before) if (at.state === state) return at;
  return undefined;
}
