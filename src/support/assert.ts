/** A broken invariant: a bug in the tool itself, never the user's doing (exit code 70). */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function assert(
  condition: boolean,
  message: string,
  context: Readonly<Record<string, unknown>> = {},
): asserts condition {
  if (condition) return;
  throw new InvariantError(`${message} ${JSON.stringify(context)}`);
}

/** The value, which an invariant says is there. */
export function present<T>(value: T | null | undefined, message: string): T {
  assert(value !== null && value !== undefined, message);
  return value;
}

export function unreachable(value: never): never {
  throw new InvariantError(`unreachable: ${JSON.stringify(value)}`);
}
