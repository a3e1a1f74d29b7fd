import { segmentType, stringAt, word, type Segment } from '../../../tracer/elf/elf-header.js';

const headBytes = 16;
const entryBytes = 24;

/**
 * The mapped files of a core file as lines of /proc/PID/maps. The note NT_FILE tells which files
 * were mapped where, the program headers which of it was executable.
 */
export function mappingLines(files: Buffer | undefined, segments: readonly Segment[]): string {
  if (files === undefined) return '';
  const [count, pageBytes] = [word(files, 0), word(files, 8)];
  const executable = new Set(
    segments.filter((one) => one.type === segmentType.load && one.executable).map(addressOf),
  );
  let name = headBytes + count * entryBytes;
  return Array.from({ length: count }, (_, i) => {
    const [start, end, page] = [0, 8, 16].map((at) => word(files, headBytes + i * entryBytes + at));
    const path = stringAt(files, name);
    name += Buffer.byteLength(path, 'latin1') + 1;
    const permissions = executable.has(start ?? 0) ? 'r-xp' : 'r--p';
    const range = `${hex(start)}-${hex(end)}`;
    return `${range} ${permissions} ${hex((page ?? 0) * pageBytes)} 00:00 0 ${path}`;
  }).join('\n');
}

function addressOf({ address }: Segment): number {
  return address;
}

function hex(value = 0): string {
  return value.toString(16);
}
