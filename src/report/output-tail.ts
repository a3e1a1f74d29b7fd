import { printable } from './printable.js';

/** What is looked at of a stream of any length: enough for the lines that are shown. */
const tailCharacters = 8192;
const lineCharactersMax = 200;

/** The last lines of a program's output, harmless and of bounded size. */
export function outputTail(text: string, linesMax: number): readonly string[] {
  const tail = printable(text.slice(-tailCharacters)).replace(/\n+$/, '');
  if (tail === '') return [];
  return tail.split('\n').slice(-linesMax).map(clipLine);
}

function clipLine(line: string): string {
  return line.length <= lineCharactersMax ? line : `${line.slice(0, lineCharactersMax)}…`;
}
