import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a stream: only on a terminal, and never where NO_COLOR is set (no-color.org). */
export function colorsFor(
  isTty: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Colors {
  const refused = (env['NO_COLOR'] ?? '') !== '';
  // A stream that is no terminal has no isTTY at all; undefined would let the library decide.
  return picocolors.createColors(obeysSequences(isTty, env) && !refused);
}

/** Whether lines can be cleared and painted there: a dumb terminal prints the sequences for it. */
export function obeysSequences(
  isTty: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return isTty === true && env['TERM'] !== 'dumb';
}
