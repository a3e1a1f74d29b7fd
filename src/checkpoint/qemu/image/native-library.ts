import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OperatorError, exitCode } from '../../../support/operator-error.js';
import { cached } from './cache-directory.js';
import { runTool } from './run-tool.js';

const sourceDirectory = findSources(path.dirname(fileURLToPath(import.meta.url)));

/** Beside `src` and `dist`, where this file may stand at any depth: it may be part of a bundle. */
function findSources(from: string): string {
  const sources = path.join(from, 'native');
  if (existsSync(path.join(sources, 'channel.h')) || from === '/') return sources;
  return findSources(path.dirname(from));
}

/** Frame pointers: the wrappers' own frames are the first that a stack is read through. */
const flags = '-shared -fPIC -O2 -g -fno-omit-frame-pointer -fvisibility=hidden'.split(' ');

/**
 * The library that is preloaded into the programs of the guest, compiled once.
 * @throws OperatorError when there is no compiler, or it fails
 */
export function nativeLibrary(cache: string, directory = sourceDirectory): string {
  const names = readdirSync(directory).filter((name) => /\.[ch]$/.test(name));
  const files = names.sort().map((name) => path.join(directory, name));
  const hash = createHash('sha256').update(flags.join(' ')).update(compilerVersion());
  for (const file of files) hash.update(`${path.basename(file)}\n`).update(readFileSync(file));
  const library = path.join(cache, `interpose-${hash.digest('hex').slice(0, 16)}.so`);
  const sources = files.filter((file) => file.endsWith('.c'));
  return cached(library, (temporary) => compile(sources, temporary));
}

function compilerVersion(): Buffer {
  return compiler(['--version']).output;
}

function compile(sources: readonly string[], library: string): void {
  const { succeeded, complaint } = compiler([...flags, '-o', library, ...sources, '-ldl']);
  if (succeeded) return;
  const message = `cc could not compile what is preloaded into the guest:\n${complaint}`;
  const hint = 'is a C library for development installed (Debian: gcc and libc6-dev)?';
  throw new OperatorError(message, hint, exitCode.unsupported);
}

function compiler(args: readonly string[]): ReturnType<typeof runTool> {
  const purpose = 'to compile what is preloaded into the guest';
  return runTool({ command: 'cc', args, debianPackage: 'gcc', purpose });
}
