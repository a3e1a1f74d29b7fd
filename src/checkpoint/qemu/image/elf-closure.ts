import { OperatorError, exitCode } from '../../../support/operator-error.js';
import { bufferSource, withFileSource } from '../../../tracer/elf/byte-source.js';
import { identifyElf, machineX8664, parseElfHeader } from '../../../tracer/elf/elf-header.js';
import { interpreterOf, isStatic } from '../../../tracer/elf/elf-properties.js';
import { askLoader } from './ask-loader.js';
import type { Closure } from './closure.js';
import type { Surroundings } from './surroundings.js';

/** For libraries, which name none themselves. */
const defaultLoader = '/lib64/ld-linux-x86-64.so.2';

/** A program or library and all that the loader opens for it. */
export function elfClosure(file: string, head: Buffer, around: Surroundings): Closure {
  const loader = loaderOf(file, head);
  if (loader === undefined) return { isDynamic: false, files: [file] };
  const { files, complaint } = askLoader(loader, file, around);
  if (complaint === undefined) return { isDynamic: true, files: [file, ...files] };
  const message = `The loader ${loader} cannot start "${file}": ${complaint}`;
  throw new OperatorError(message, 'install what is missing, or set LD_LIBRARY_PATH');
}

/** Undefined for static programs. */
function loaderOf(file: string, head: Buffer): string | undefined {
  if (identifyElf(bufferSource(head))?.machine !== machineX8664) throw foreign(file);
  return withFileSource(file, (source) => {
    const header = parseElfHeader(source);
    if (header === undefined) throw foreign(file);
    return interpreterOf(source, header) ?? (isStatic(header) ? undefined : defaultLoader);
  });
}

function foreign(file: string): OperatorError {
  const message = `"${file}" is not an x86-64 program.`;
  const hint = 'the guest is an x86-64 machine: build it for x86-64';
  return new OperatorError(message, hint, exitCode.unsupported);
}
