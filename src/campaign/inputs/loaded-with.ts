import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { bufferSource, withFileSource } from '../../tracer/elf/byte-source.js';
import { identifyElf, parseElfHeader } from '../../tracer/elf/elf-header.js';
import { interpreterOf } from '../../tracer/elf/elf-properties.js';

const lineBytes = 256;

/** What the kernel loads to execute a file, if it is a program: its loader or interpreter. */
export function loadedWith(file: string): string | undefined {
  const begin = beginningOf(file);
  if (begin.length === 0) return undefined;
  const line = /^#![ \t]*(\/[^ \t\n]*)/.exec(begin.toString('utf8'));
  if (line !== null) return line[1];
  return identifyElf(bufferSource(begin)) === undefined ? undefined : elfInterpreter(file);
}

function beginningOf(file: string): Buffer {
  const bytes = Buffer.alloc(lineBytes);
  try {
    // To open a pipe would be to wait.
    if (!statSync(file).isFile()) return bytes.subarray(0, 0);
    const fd = openSync(file, 'r');
    try {
      return bytes.subarray(0, readSync(fd, bytes, 0, lineBytes, 0));
    } finally {
      closeSync(fd);
    }
  } catch {
    return bytes.subarray(0, 0);
  }
}

function elfInterpreter(file: string): string | undefined {
  return withFileSource(file, (source) => {
    const header = parseElfHeader(source);
    return header && interpreterOf(source, header);
  });
}
