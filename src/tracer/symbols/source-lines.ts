import { spawnSync } from 'node:child_process';

/** A place in a source file, as the debug information has it. */
export interface SourceLine {
  /** Demangled; absent where only the line is known. */
  readonly function?: string;
  readonly file: string;
  readonly line: number;
}

/** The functions inlined at an address, innermost first, and last the one that is really there. */
type SourceLines = readonly SourceLine[];

/** elfutils' tool is the faster and the better one with separate debug files. */
export const symbolisers = ['eu-addr2line', 'addr2line'] as const;
type Symboliser = (typeof symbolisers)[number];

const timeoutMs = 20_000;
const maxOutputBytes = 64 * 1024 * 1024;
/** Keeps the argument list far below the kernel's limit for one. */
const addressesPerCall = 2000;

/** The symboliser to use on this machine; undefined where none is installed. */
export function findSymboliser(): Symboliser | undefined {
  return symbolisers.find((tool) => run(tool, ['--version'], '') !== undefined);
}

/**
 * The source lines of file addresses of one module (`Frame.address`), in the same order;
 * undefined for an address without debug information. Calls the tool once per module.
 */
export function readSourceLines(
  tool: Symboliser,
  path: string,
  addresses: readonly number[],
): (SourceLines | undefined)[] {
  const found: (SourceLines | undefined)[] = [];
  for (let start = 0; start < addresses.length; start += addressesPerCall) {
    const some = addresses.slice(start, start + addressesPerCall);
    const hexadecimal = some.map((address) => `0x${address.toString(16)}`);
    const output = run(tool, ['-a', '-f', '-i', '-C', '-e', path, ...hexadecimal], '');
    const answers = output === undefined ? [] : parseSymboliserOutput(output);
    found.push(...some.map((_, index) => answers[index]));
  }
  return found;
}

/**
 * Parses what `addr2line -a -f -i` prints: for each address a line with it, then for each
 * function a line with its name (elfutils adds ` inlined at …`) and one with `file:line`.
 */
export function parseSymboliserOutput(output: string): (SourceLines | undefined)[] {
  const answers: (SourceLine[] | undefined)[] = [];
  let name: string | undefined;
  for (const line of output.split('\n')) {
    if (/^0x[0-9a-f]+$/.test(line)) {
      answers.push(undefined);
      name = undefined;
    } else if (name === undefined) name = line;
    else {
      const place = parsePlace(name, line);
      if (place !== undefined) answers.push([...(answers.pop() ?? []), place]);
      name = undefined;
    }
  }
  return answers;
}

function parsePlace(name: string, text: string): SourceLine | undefined {
  const match = /^(.+?):(\d+)(:\d+)?( \(discriminator \d+\))?$/.exec(text);
  if (match?.[1] === undefined || match[1] === '??' || match[2] === '0') return undefined;
  const place = { file: match[1], line: Number(match[2]) };
  const plain = name.replace(/ inlined at .*$/, '');
  return plain === '??' ? place : { function: plain, ...place };
}

/** Demangles C++ and Rust names by `c++filt`; gives them back as they are without it. */
export function demangle(names: readonly string[]): readonly string[] {
  if (!names.some((name) => /^_(Z|R)/.test(name))) return names;
  const lines = run('c++filt', [], `${names.join('\n')}\n`)
    ?.trimEnd()
    .split('\n');
  return lines?.length === names.length ? lines : names;
}

/**
 * The tool's output; undefined where it is missing or takes too long. The status says nothing:
 * eu-addr2line exits with 1 when one of many addresses is unknown to it.
 */
function run(tool: string, args: readonly string[], input: string): string | undefined {
  const env = { ...process.env, LC_ALL: 'C', DEBUGINFOD_URLS: '' };
  const options = { env, input, encoding: 'utf8', timeout: timeoutMs } as const;
  const result = spawnSync(tool, args, { ...options, maxBuffer: maxOutputBytes });
  return result.error === undefined && result.signal === null ? result.stdout : undefined;
}
