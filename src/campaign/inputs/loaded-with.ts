import { statSync } from 'node:fs';
import { readHead } from '../../support/read-head.js';
import { bufferSource, withFileSource } from '../../tracer/elf/byte-source.js';
import { identifyElf, parseElfHeader } from '../../tracer/elf/elf-header.js';
import { interpreterOf } from '../../tracer/elf/elf-properties.js';

/** What the kernel loads to execute a file, if it is a program: its loader or interpreter. */
export function loadedWith(file: string): string | undefined {
  // To open a pipe would be to wait.
  const head = isRegular(file) ? readHead(file) : undefined;
  if (head === undefined) return undefined;
  const line = /^#![ \t]*(\/[^ \t\n]*)/.exec(head.toString('utf8'));
  if (line !== null) return line[1];
  return identifyElf(bufferSource(head)) === undefined ? undefined : elfInterpreter(file);
}

function isRegular(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function elfInterpreter(file: string): string | undefined {
  return withFileSource(file, (source) => {
    const header = parseElfHeader(source);
    return header && interpreterOf(source, header);
  });
}
