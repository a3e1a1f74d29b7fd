import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Frame } from '../model/choice-point.js';

/** What a person reads is shorter; the rest is made by programs. */
const fileBytesMax = 4 * 2 ** 20;
const linesAround = 3;
const characters = 200;
const tabColumns = 4;

/** The source files of programs, to show a few lines of them. */
export class SourceFiles {
  private readonly texts = new Map<string, readonly string[]>();

  /**
   * The lines around a place.
   * @param program what was built from it: a source that was changed after that shows other lines
   */
  excerpt(
    { file, line }: { readonly file: string; readonly line: number },
    program: string,
  ): Pick<Frame, 'code'> {
    if (!path.isAbsolute(file)) return {};
    const first = Math.max(1, line - linesAround);
    const lines = this.linesOf(file, program).slice(first - 1, line + linesAround);
    if (line - first >= lines.length) return {};
    return { code: { first, lines: lines.map((text) => indented(text).slice(0, characters)) } };
  }

  private linesOf(file: string, program: string): readonly string[] {
    const key = `${file}\n${program}`;
    const known = this.texts.get(key) ?? readLines(file, program);
    this.texts.set(key, known);
    return known;
  }
}

/** A tab would be one blank where a line is shown, and the indentation lost. */
function indented(text: string): string {
  const [tabs = ''] = /^\t*/.exec(text) ?? [];
  return ' '.repeat(tabs.length * tabColumns) + text.slice(tabs.length);
}

function readLines(file: string, program: string): readonly string[] {
  try {
    const source = statSync(file);
    const isFit = source.isFile() && source.size <= fileBytesMax;
    if (!isFit || source.mtimeMs > statSync(program).mtimeMs) return [];
    return readFileSync(file, 'utf8').trimEnd().split(/\r?\n/);
  } catch {
    return [];
  }
}
