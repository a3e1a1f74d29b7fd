import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a stream: only on a terminal, and never where NO_COLOR is set (no-color.org). */
export function colorsFor(
  isTty: boolean,
  env: Readonly<Record<string, string | undefined>>,
): Colors {
  const refused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return picocolors.createColors(isTty && !refused);
}
