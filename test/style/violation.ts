/** A broken house rule: where, what, and how to mend it. */
export interface Violation {
  readonly file: string;
  /** From 1; absent when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

/** Fails with one line per violation, in the form that editors turn into links. */
export function expectNone(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const lines = violations.map(({ file, line, message }) => {
    const place = line === undefined ? file : `${file}:${String(line)}`;
    return `  ${place}: ${message}`;
  });
  throw new Error(`${String(lines.length)} broken (docs/STYLE.md)\n${lines.join('\n')}`);
}
