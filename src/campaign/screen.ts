import { colorsFor, obeysSequences, type Colors } from '../report/colors.js';
import { StatusLine } from '../report/status-line.js';

/** Where a command speaks: results on standard output, progress on standard error. */
export interface Screen {
  readonly print: (text: string) => void;
  readonly outColors: Colors;
  readonly errColors: Colors;
  readonly status: StatusLine;
}

export function processScreen(quiet: boolean): Screen {
  const { stdout, stderr, env } = process;
  const errColors = colorsFor(stderr.isTTY, env);
  const write = (text: string): void => void stderr.write(text);
  return {
    print: (text) => void stdout.write(text),
    outColors: colorsFor(stdout.isTTY, env),
    errColors,
    status: new StatusLine({
      write: quiet ? () => undefined : write,
      isTty: obeysSequences(stderr.isTTY, env),
      columns: () => stderr.columns,
      now: () => performance.now(),
      colors: errColors,
    }),
  };
}
