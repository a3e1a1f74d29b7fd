import { lastAtMost } from '../elf/ordered-search.js';
import { fileAddress, type Image } from './image.js';

/** One line of /proc/PID/maps (proc(5)). */
export interface Mapping {
  readonly start: number;
  readonly end: number;
  readonly executable: boolean;
  readonly fileOffset: number;
  /** `major:minor:inode`; `00:00:0` where no file backs it. */
  readonly deviceInode: string;
  /** As the program sees it; `[stack]` and the like; empty for anonymous memory. */
  readonly path: string;
  /** The file was removed or replaced after it was mapped. */
  readonly deleted: boolean;
}

/** Finds the image behind a mapping; asked once per mapping. */
type ImageLoader = (mapping: Mapping) => Image | undefined;

/** A place in memory, and where that is in its file when there is one. */
export interface Place {
  readonly mapping: Mapping;
  readonly image: Image | undefined;
  /** Add to a memory address to get the file address; 0 without an image. */
  readonly toFileAddress: number;
}

/** The address space of a process; valid until it maps or unmaps something. */
export class ModuleMap {
  private readonly starts: Float64Array;
  private readonly places = new Map<Mapping, Place>();

  constructor(
    readonly mappings: readonly Mapping[],
    private readonly load: ImageLoader,
  ) {
    this.starts = Float64Array.from(mappings, ({ start }) => start);
  }

  find(address: number): Mapping | undefined {
    const mapping = this.mappings[lastAtMost(this.starts, address)];
    return mapping !== undefined && address < mapping.end ? mapping : undefined;
  }

  isExecutable(address: number): boolean {
    return this.find(address)?.executable === true;
  }

  /** The image is read when its mapping is first asked for. */
  place(address: number): Place | undefined {
    const mapping = this.find(address);
    if (mapping === undefined) return undefined;
    const known = this.places.get(mapping);
    if (known !== undefined) return known;
    const place = this.locate(mapping);
    this.places.set(mapping, place);
    return place;
  }

  private locate(mapping: Mapping): Place {
    const image = mapping.path === '' ? undefined : this.load(mapping);
    const address = image && fileAddress(image.header, mapping.fileOffset, mapping.executable);
    if (address === undefined) return { mapping, image: undefined, toFileAddress: 0 };
    return { mapping, image, toFileAddress: address - mapping.start };
  }
}

const line = /^([0-9a-f]+)-([0-9a-f]+) ..(.). ([0-9a-f]+) ([0-9a-f]+:[0-9a-f]+) (\d+) *(.*)$/;
const deletedSuffix = ' (deleted)';

/**
 * Parses /proc/PID/maps. `root` is where /proc/PID/root leads: the kernel shows paths from the
 * reader's root, and a program in a chroot does not see that part of them.
 */
export function parseMappings(maps: string, root: string): Mapping[] {
  return maps.split('\n').flatMap((text) => {
    const match = line.exec(text);
    return match === null ? [] : [mappingOf(match, root)];
  });
}

function mappingOf(match: RegExpExecArray, root: string): Mapping {
  const [, start = '', end = '', executable, offset = '', device = '', inode = '', name = ''] =
    match;
  const deleted = name.endsWith(deletedSuffix);
  const path = unescape(deleted ? name.slice(0, -deletedSuffix.length) : name);
  return {
    start: parseInt(start, 16),
    end: parseInt(end, 16),
    executable: executable === 'x',
    fileOffset: parseInt(offset, 16),
    deviceInode: `${device}:${inode}`,
    path: root !== '/' && path.startsWith(`${root}/`) ? path.slice(root.length) : path,
    deleted,
  };
}

/** The kernel escapes only what would break the line (seq_file_path). */
function unescape(name: string): string {
  return name.replaceAll('\\012', '\n');
}
