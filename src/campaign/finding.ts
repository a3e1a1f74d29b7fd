/** What `doctor` has found out about one thing. */
export interface Finding {
  readonly what: string;
  readonly works: boolean;
  /** Whether explorations are impossible without it. */
  readonly needed: boolean;
  readonly detail: string;
  readonly hint?: string;
}
