import type { TextFile } from '../project.js';
import type { Violation } from '../violation.js';

/** The flags that one command's `--help` lists. */
export interface CommandHelp {
  /** Empty for the program itself. */
  readonly command: string;
  readonly flags: readonly string[];
}

/** In prose between backticks, in a block as `--help` prints it. */
const opensWithFlag = /^[\s|#*-]*`[^`]+`(`[^`]+`|[,/ ]|or)*|^\s*(-\w, )?--[a-z][\w-]*/;

/** `  -c, --config <file>  …` gives `--config`. */
export function flagsOf(help: string): readonly string[] {
  return [...help.matchAll(/^\s+(?:-\w, )?(--[a-z][\w-]*)/gm)].flatMap(([, flag]) => flag ?? []);
}

/** `  explore [options] [program...]  …` under `Commands:` gives `explore`. */
export function commandsOf(help: string): readonly string[] {
  const list = help.split(/^Commands:$/m)[1] ?? '';
  const names = [...list.matchAll(/^ {2}([a-z][\w-]*)/gm)].flatMap(([, name]) => name ?? []);
  return names.filter((name) => name !== 'help');
}

/** Flags without a line of their own in the manual: an item, a table row, a heading or a term. */
export function undocumentedFlags(
  manual: TextFile,
  helps: readonly CommandHelp[],
): readonly Violation[] {
  const opening = manual.text.split('\n').flatMap((line) => opensWithFlag.exec(line)?.[0] ?? []);
  const documented = new Set(opening.flatMap(flagsIn));
  return helps.flatMap(({ command, flags }) =>
    flags
      .filter((flag) => !documented.has(flag) && flag !== '--help')
      .map((flag) => ({
        file: manual.path,
        message: `no line for ${flag} of chokepoint ${command}; begin one with \`${flag}\``,
      })),
  );
}

/** Flags that a document gives to `chokepoint` in a command line, and that it does not have. */
export function inventedFlags(
  document: TextFile,
  helps: readonly CommandHelp[],
): readonly Violation[] {
  return document.text.split('\n').flatMap((line, index) =>
    invocationsIn(line).flatMap(({ command, flags }) => {
      const known = helps.filter((help) => help.command === command || help.command === '');
      return flags
        .filter((flag) => flag !== '--help' && !known.some((help) => help.flags.includes(flag)))
        .map((flag) => ({
          file: document.path,
          line: index + 1,
          message: `chokepoint ${command} has no ${flag}; see its --help`,
        }));
    }),
  );
}

/** What follows ` -- ` belongs to the program under test. */
function invocationsIn(line: string): readonly CommandHelp[] {
  const invocations = line.matchAll(/\bchokepoint(?:\.js)? ([a-z]+)\b([^`]*)/g);
  return [...invocations].map(([, command = '', rest = '']) => ({
    command,
    flags: flagsIn(rest.split(/ -- /)[0]?.replace(/'[^']*'|"[^"]*"/g, '') ?? ''),
  }));
}

function flagsIn(text: string): readonly string[] {
  return text.match(/(?<![\w-])--[a-z][\w-]*/g) ?? [];
}
