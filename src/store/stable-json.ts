/** JSON with the keys of every object in order: equal values give equal texts. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(record: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(record);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a === b ? 0 : 1)));
}
