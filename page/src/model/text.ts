import { printable, printableLine } from '../../../src/report/printable.js';

/** Whatever an explored program may have had a hand in, harmless and on one line. */
export function line(text: string, max = 400): string {
  return printableLine(text, max);
}

/** The end of an output: what is longer is of no use on a page, and would make it slow. */
export function outputEnd(
  text: string,
  linesMax: number,
  charactersMax: number,
): {
  readonly text: string;
  readonly isCut: boolean;
} {
  const tail = printable(text.slice(-charactersMax)).replace(/\n+$/, '');
  const lines = tail.split('\n');
  const shown = lines.slice(-linesMax).map((one) => one.slice(0, 2000));
  return {
    text: shown.join('\n'),
    isCut: shown.length < lines.length || text.length > charactersMax,
  };
}

/** `recv #2`: a call site's name, short; `send @main>run>send #1` counts per stack. */
export function shortSite({
  call,
  name,
}: {
  readonly call: string;
  readonly name: string;
}): string {
  const count = /#(\d+)$/.exec(name)?.[1];
  return count === undefined || count === '1' ? line(call, 40) : `${line(call, 40)} #${count}`;
}

/** The stack in a call site's name: `main>run>send`. */
export function stackOfName(name: string): string {
  return / @(.*) #\d+$/.exec(name)?.[1] ?? '';
}

/** `server.c:155` of a path of any length. */
export function fileAndLine(source: string): string {
  return line(source.slice(source.lastIndexOf('/') + 1), 80);
}

/** `1.5 MB` */
export function bytes(count: number): string {
  if (count < 1000) return `${String(count)} B`;
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(1)} GB`;
}
