/** 2200-01-01: the clocks of a world count nanoseconds since 1970, and not for ever. */
const lastMs = Date.UTC(2200, 0, 1) - 1;

export const epochExpected =
  'a date such as "2026-01-31" or "2026-01-31T12:00:00Z", or milliseconds since 1970, before 2200';

const dated = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/**
 * Milliseconds since 1970 for a date of ISO 8601, or for their number; undefined for what is none.
 * A time without a zone is UTC: where the caller lives has no influence.
 */
export function epochMsOf(value: string | number): number | undefined {
  const ms = typeof value === 'number' ? value : parse(value);
  return Number.isInteger(ms) && ms >= 0 && ms <= lastMs ? ms : undefined;
}

function parse(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const [, day, zone] = dated.exec(text) ?? [];
  // The 31st of February would be taken for one of March.
  if (day === undefined || !isDay(day)) return NaN;
  return Date.parse(text.includes('T') && zone === undefined ? `${text}Z` : text);
}

function isDay(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
