/**
 * What the environment may answer at a choice point (paper, section 2.1; fault-catalogue kinds).
 *
 * An outcome is written as an id, which is also what stands in a replay token:
 * `ok`, an errno name such as `ECONNRESET`, `so_error-ECONNREFUSED`, `eof`, `short-1`,
 * `short-all-but-1`. Ids hold only `[A-Za-z0-9_-]`, so that a token never needs quoting.
 */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'errno'; readonly errno: string }
  | { readonly kind: 'so_error'; readonly errno: string }
  | { readonly kind: 'eof' }
  | { readonly kind: 'short'; readonly keep: '1' | 'all-but-1' };

export const ok: Outcome = { kind: 'ok' };

export function outcomeId(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'ok':
    case 'eof':
      return outcome.kind;
    case 'errno':
      return outcome.errno;
    case 'so_error':
      return `so_error-${outcome.errno}`;
    case 'short':
      return `short-${outcome.keep}`;
  }
}

/** The inverse of outcomeId; undefined when the text names no outcome. */
export function parseOutcomeId(id: string): Outcome | undefined {
  if (id === 'ok' || id === 'eof') return { kind: id };
  if (id === 'short-1') return { kind: 'short', keep: '1' };
  if (id === 'short-all-but-1') return { kind: 'short', keep: 'all-but-1' };
  const errno = /^(so_error-)?(E[A-Z0-9]+)$/.exec(id);
  if (errno?.[2] === undefined) return undefined;
  return { kind: errno[1] === undefined ? 'errno' : 'so_error', errno: errno[2] };
}
