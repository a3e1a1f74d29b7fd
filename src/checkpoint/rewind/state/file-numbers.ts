import { statSync } from 'node:fs';
import type { Extent, Piece } from '../../../kernel/process-memory.js';
import { isAnonymous, type Layout } from '../memory/layout.js';

/** More than the loader ever asks for at once. */
const largest = 64 << 10;
const numberBytes = 16;
const known = new WeakMap<Layout, readonly Buffer[]>();

/**
 * Where the dynamic loader has noted by which numbers of device and inode it knows the files that
 * it has loaded: a file system that is mounted anew for the next run has another number.
 */
export function fileNumbers(
  pid: number,
  layout: Layout,
  pieces: readonly Piece[],
): readonly Extent[] {
  const numbers = known.get(layout) ?? numbersOf(pid, layout);
  known.set(layout, numbers);
  const small = layout.mappings.filter(
    (mapping) =>
      isAnonymous(mapping) && mapping.name === '' && mapping.end - mapping.start <= largest,
  );
  const within = pieces.filter((piece) =>
    small.some(({ start, end }) => piece.start < end && piece.start + piece.length > start),
  );
  return within.flatMap((piece) => numbers.flatMap((number) => placesOf(number, piece)));
}

function placesOf(number: Buffer, { start, bytes }: Piece): readonly Extent[] {
  const found: Extent[] = [];
  for (let at = bytes.indexOf(number); at >= 0; at = bytes.indexOf(number, at + 1))
    found.push({ start: start + at, length: numberBytes });
  return found;
}

function numbersOf(pid: number, { mappings }: Layout): readonly Buffer[] {
  const names = new Set(mappings.map(({ name }) => name).filter((name) => name.startsWith('/')));
  return [...names].flatMap((name) => {
    const path = name.replace(/^\/newroot\//, '/');
    const at = `/proc/${String(pid)}/root${path}`;
    const status = statSync(at, { bigint: true, throwIfNoEntry: false });
    return status === undefined ? [] : [numberOf(status.dev, status.ino)];
  });
}

/** struct r_file_id of the GNU C library. */
function numberOf(device: bigint, inode: bigint): Buffer {
  const number = Buffer.alloc(numberBytes);
  number.writeBigUInt64LE(device, 0);
  number.writeBigUInt64LE(inode, 8);
  return number;
}
