interface Timed {
  readonly endedAt: number;
  timeMs: number;
}

/**
 * A thread runs on after a call only when all others wait, so what a call has led to may have ended
 * before the call itself. It stands first all the same, and was over by then: no time is later than
 * those that follow. Calls that have not ended say when they began.
 */
export function putTimesInOrder(calls: readonly Timed[]): void {
  const ended = calls.filter(({ endedAt }) => endedAt < Infinity).reverse();
  let next = Infinity;
  for (const call of ended) next = call.timeMs = Math.min(call.timeMs, next);
}
