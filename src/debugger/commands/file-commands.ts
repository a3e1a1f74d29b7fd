import type { Stats } from 'node:fs';
import { constants } from 'node:os';
import type { RemoteFiles } from '../inferior/remote-files.js';
import { fromHex } from '../wire/hex.js';
import { unknown } from '../wire/errors.js';
import type { Answer, CommandTable } from './command.js';

/** `F` and the result, and what was read after it ("Host I/O Packets"). */
type Operation = (words: readonly string[], files: RemoteFiles) => string;

const operations: Readonly<Record<string, Operation>> = {
  // There is but one world.
  setfs: () => 'F0',
  open: ([path = ''], files) => `F${files.openFile(textOf(path)).toString(16)}`,
  pread: ([fd, length, offset], files) => {
    const bytes = files.read(numberOf(fd), numberOf(length), numberOf(offset));
    return withData(bytes);
  },
  fstat: ([fd], files) => withData(statBytes(files.stat(numberOf(fd)))),
  readlink: ([path = ''], files) => withData(Buffer.from(files.link(textOf(path)))),
  close: ([fd], files) => {
    files.close(numberOf(fd));
    return 'F0';
  },
};

const operate: Answer = (rest, { files }) => {
  const [name = '', words = ''] = rest.split(':');
  try {
    return operations[name]?.(words.split(','), files) ?? unknown;
  } catch (error) {
    return `F-1,${errnoOf(error).toString(16)}`;
  }
};

function withData(bytes: Buffer): string {
  return `F${bytes.length.toString(16)};${bytes.toString('latin1')}`;
}

function errnoOf(error: unknown): number {
  const { code } = error as NodeJS.ErrnoException;
  const known = Object.entries(constants.errno).find(([name]) => name === code);
  return known?.[1] ?? constants.errno.EINVAL;
}

function textOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString();
}

function numberOf(text: string | undefined): number {
  return fromHex(text) ?? -1;
}

/** struct stat of the protocol: 32 bits each, 64 for the sizes, the most significant first. */
function statBytes(stat: Stats): Buffer {
  const { dev, ino, mode, nlink, uid, gid, rdev, size, blksize, blocks } = stat;
  const times = [stat.atimeMs, stat.mtimeMs, stat.ctimeMs].map((ms) => Math.floor(ms / 1000));
  const words = (values: readonly number[], digits: number): string =>
    values
      .map((value) =>
        BigInt.asUintN(digits * 4, BigInt(value))
          .toString(16)
          .padStart(digits, '0'),
      )
      .join('');
  const hex =
    words([dev, ino, mode, nlink, uid, gid, rdev], 8) +
    words([size, blksize, blocks], 16) +
    words(times, 8);
  return Buffer.from(hex, 'hex');
}

export const fileCommands: CommandTable = { 'vFile:': operate };
