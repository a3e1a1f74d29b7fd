import { dnsFailures, type DnsFailure } from './consequence.js';

/**
 * What the environment may answer at a choice point (paper, section 2.1; fault-catalogue kinds).
 *
 * An outcome is written as an id, which is also what stands in a replay token: `ok`, an errno name
 * such as `ECONNRESET`, `so_error-ECONNREFUSED`, `short-1`, `short-all-but-1`, `reset-after-7`,
 * `dns-nxdomain`, or the name of its kind. It ends in `-always` or `-times-3` where the same
 * happens again at the calls that follow. Ids hold only `[A-Za-z0-9_-]`, so that a token never
 * needs quoting.
 */
export type Outcome = Happening & {
  /** How often in all, at this call and those like it that follow; absent: once. */
  readonly times?: Persistence;
};

type Persistence = number | 'always';

type Happening =
  | { readonly kind: 'ok' }
  | { readonly kind: 'errno'; readonly errno: string }
  | { readonly kind: 'so_error'; readonly errno: string }
  | { readonly kind: 'short'; readonly keep: '1' | 'all-but-1' }
  /** So many bytes are read, then the connection is reset. */
  | { readonly kind: 'reset-after'; readonly bytes: number }
  /** The answer of a name server says this. */
  | { readonly kind: 'dns'; readonly failure: DnsFailure }
  | { readonly kind: PlainKind };

/**
 * `eof` end of stream; `dead` accept of a connection that was reset already; `lost` success, but
 * the data never arrives; `silence` no answer, ever; `delay` an answer later than the next timer;
 * `timeout` nothing is ready in time; `hup` what is waited for is reset; `drop`, `duplicate`,
 * `reorder` of datagrams.
 */
const plainKinds = [
  'eof',
  'dead',
  'lost',
  'silence',
  'delay',
  'timeout',
  'hup',
  'drop',
  'duplicate',
  'reorder',
] as const;
type PlainKind = (typeof plainKinds)[number];

export const ok: Outcome = { kind: 'ok' };

/** What happens, however often it does. */
export function singly({ times: _, ...happening }: Outcome): Outcome {
  return happening;
}

export function outcomeId(outcome: Outcome): string {
  const { times } = outcome;
  if (times === undefined) return happeningId(outcome);
  const repeated = times === 'always' ? 'always' : `times-${String(times)}`;
  return `${happeningId(outcome)}-${repeated}`;
}

function happeningId(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'errno':
      return outcome.errno;
    case 'so_error':
      return `so_error-${outcome.errno}`;
    case 'short':
      return `short-${outcome.keep}`;
    case 'reset-after':
      return `reset-after-${String(outcome.bytes)}`;
    case 'dns':
      return `dns-${outcome.failure}`;
    default:
      return outcome.kind;
  }
}

/** The inverse of outcomeId; undefined when the text names no outcome. */
export function parseOutcomeId(id: string): Outcome | undefined {
  const [, base = id, repeated] = /^(.+)-(always|times-[1-9]\d{0,5})$/.exec(id) ?? [];
  const happening = parseHappening(base);
  if (happening === undefined || repeated === undefined) return happening;
  if (happening.kind === 'ok') return undefined;
  const times = repeated === 'always' ? repeated : Number(repeated.slice('times-'.length));
  return { ...happening, times };
}

function parseHappening(id: string): Happening | undefined {
  if (id === 'ok') return { kind: id };
  if (id === 'short-1') return { kind: 'short', keep: '1' };
  if (id === 'short-all-but-1') return { kind: 'short', keep: 'all-but-1' };
  const plain = plainKinds.find((kind) => kind === id);
  if (plain !== undefined) return { kind: plain };
  const failure = dnsFailures.find((known) => id === `dns-${known}`);
  if (failure !== undefined) return { kind: 'dns', failure };
  const reset = /^reset-after-([1-9]\d{0,8})$/.exec(id)?.[1];
  if (reset !== undefined) return { kind: 'reset-after', bytes: Number(reset) };
  const errno = /^(so_error-)?(E[A-Z0-9]+)$/.exec(id);
  if (errno?.[2] === undefined) return undefined;
  return { kind: errno[1] === undefined ? 'errno' : 'so_error', errno: errno[2] };
}
