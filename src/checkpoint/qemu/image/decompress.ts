import { gunzipSync } from 'node:zlib';
import { OperatorError, exitCode } from '../../../support/operator-error.js';
import { runTool } from './run-tool.js';

interface Compression {
  readonly magic: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly debianPackage: string;
}

const gzipMagic = '1f8b';

/** What a kernel can be compressed with, besides gzip (lib/decompress.c of the kernel). */
const compressions: readonly Compression[] = [
  { magic: '02214c18', command: 'lz4', args: ['-dc'], debianPackage: 'lz4' },
  { magic: '28b52ffd', command: 'zstd', args: ['-dc'], debianPackage: 'zstd' },
  { magic: 'fd377a585a00', command: 'xz', args: ['-dc'], debianPackage: 'xz-utils' },
  { magic: '5d0000', command: 'xz', args: ['-dc', '-Flzma'], debianPackage: 'xz-utils' },
  { magic: '425a68', command: 'bzip2', args: ['-dc'], debianPackage: 'bzip2' },
];

/** After the data the build of the kernel writes their uncompressed size, which no tool expects. */
const sizeBytes = 4;

/** @throws OperatorError when it cannot be done */
export function decompress(payload: Buffer, file: string): Buffer {
  const magic = payload.toString('hex', 0, 8);
  if (magic.startsWith(gzipMagic)) return gunzip(payload, file);
  const compression = compressions.find((candidate) => magic.startsWith(candidate.magic));
  if (compression === undefined) throw failure(file, `it begins with ${magic}`);
  const { succeeded, output, complaint } = runTool({
    ...compression,
    purpose: `to unpack the kernel ${file}`,
    input: payload.subarray(0, -sizeBytes),
  });
  if (!succeeded) throw failure(file, complaint);
  return output;
}

function gunzip(payload: Buffer, file: string): Buffer {
  try {
    return gunzipSync(payload);
  } catch (error) {
    throw failure(file, String(error));
  }
}

function failure(file: string, reason: string): OperatorError {
  const message = `Cannot unpack the kernel ${file}: ${reason}`;
  const hint = 'run npm run setup:qemu for one that works, or name an ELF vmlinux';
  return new OperatorError(message, hint, exitCode.unsupported);
}
