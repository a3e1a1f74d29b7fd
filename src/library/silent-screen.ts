import type { Screen } from '../campaign/screen.js';
import { colorsFor } from '../report/colors.js';
import { StatusLine } from '../report/status-line.js';

/** Standard output and standard error belong to the program that has called us. */
export function silentScreen(): Screen {
  const colors = colorsFor(false, {});
  const status = new StatusLine({
    write: () => undefined,
    isTty: false,
    columns: () => 0,
    now: () => performance.now(),
    colors,
  });
  return { print: () => undefined, outColors: colors, errColors: colors, status };
}
