/** When a timer is due, in nanoseconds of the world's clock, and what it repeats by; 0: not. */
export interface Schedule {
  readonly due: bigint | undefined;
  readonly interval: bigint;
}

/** What programs are told, and tell: nanoseconds from now; 0: not set. */
export interface Setting {
  readonly left: bigint;
  readonly interval: bigint;
}

/** One that is due and has not gone off yet still has something left, as in the kernel. */
export function settingOf({ due, interval }: Schedule, now: bigint): Setting {
  if (due === undefined) return { left: 0n, interval };
  return { left: due > now ? due - now : 1n, interval };
}

/** How often it expires until a moment, that moment included, and how it goes on from there. */
export function passTime(
  { due, interval }: Schedule,
  until: bigint,
): { readonly times: bigint; readonly next: Schedule } {
  if (due === undefined || due > until) return { times: 0n, next: { due, interval } };
  if (interval === 0n) return { times: 1n, next: { due: undefined, interval } };
  const times = (until - due) / interval + 1n;
  return { times, next: { due: due + times * interval, interval } };
}
