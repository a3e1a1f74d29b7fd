import type { z } from 'zod';

type Issue = z.core.$ZodIssue;
type Location = readonly PropertyKey[];

/** One line per fault of a configuration: `peers[0].ready.port: expected …, got "http"`. */
export function describeIssues(issues: readonly Issue[], input: unknown): string {
  const lines = issues.flatMap((issue) => describeIssue(issue, [], input));
  return [...new Set(lines)].join('\n');
}

function describeIssue(issue: Issue, base: Location, input: unknown): readonly string[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union') {
    const meant = likeliestBranch(issue.errors);
    if (meant !== undefined) return meant.flatMap((inner) => describeIssue(inner, path, input));
  }
  const place = formatLocation(path);
  const prefix = place === '' ? '' : `${place}: `;
  const subject = issue.code === 'invalid_key' ? path.at(-1) : valueAt(input, path);
  const got = issue.code === 'unrecognized_keys' ? '' : `, got ${show(subject)}`;
  return [`${prefix}${issue.message}${got}`];
}

/**
 * The alternative that the user most likely meant: one whose outer shape fits (it complains only
 * about what is inside), with the fewest complaints. No single best: the union speaks for itself.
 */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = branches.filter((issues) => issues.every(isInside));
  const nearly = fitting.length > 0 ? fitting : branches.filter(hasOnlyKeyFaults);
  const [best, second] = [...nearly].sort((a, b) => a.length - b.length);
  return best?.length === second?.length ? undefined : best;
}

function isInside(issue: Issue): boolean {
  return issue.path.length > 0;
}

function hasOnlyKeyFaults(issues: readonly Issue[]): boolean {
  return (
    issues.every((issue) => isInside(issue) || issue.code !== 'invalid_type') &&
    issues.some((issue) => issue.code === 'unrecognized_keys') &&
    !issues.some((issue) => issue.code === 'invalid_value')
  );
}

/** `a.b[0]."odd key"`, as one would write it in the file. */
function formatLocation(path: Location): string {
  return path.map(formatStep).join('').replace(/^\./, '');
}

function formatStep(key: PropertyKey): string {
  if (typeof key === 'number') return `[${String(key)}]`;
  const name = String(key);
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function valueAt(input: unknown, path: Location): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value;
}

const shownCharacters = 60;

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  return shorten(typeof value === 'number' ? String(value) : JSON.stringify(value));
}

function shorten(shown: string): string {
  return shown.length <= shownCharacters ? shown : `${shown.slice(0, shownCharacters)}…`;
}
