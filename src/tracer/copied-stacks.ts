import { existsSync } from 'node:fs';
import type { Frame } from '../model/choice-point.js';
import { ImageCache } from './modules/image-cache.js';
import { ModuleMap, parseMappings, type Mapping } from './modules/module-map.js';
import type { ReadMemory } from './modules/process-modules.js';
import { describeStack } from './symbols/stack.js';
import { registerFile } from './unwind/register-file.js';
import { unwind } from './unwind/unwinder.js';

const framesMax = 64;

/** A stack that was copied from a process of another machine. */
export interface CopiedStack {
  /** struct user_regs_struct */
  readonly registers: Buffer;
  /** Lines of /proc/PID/maps: at least those of executable segments. */
  readonly maps: string;
  readonly memory: ReadMemory;
}

/** Reads stacks of programs that lie on this machine as well. */
export class CopiedStacks {
  private readonly images = new ImageCache();

  /** @param elsewhere files that have another path here */
  constructor(private readonly elsewhere: ReadonlyMap<string, string>) {}

  read({ registers, maps, memory }: CopiedStack): readonly Frame[] {
    const open = ({ path }: Mapping): ReturnType<ImageCache['open']> => {
      const here = this.elsewhere.get(path) ?? path;
      return here.startsWith('/') && existsSync(here) ? this.images.open(here) : undefined;
    };
    const modules = new ModuleMap(parseMappings(maps, '/'), open);
    const frames = unwind({ read: memory, modules }, registerFile(registers), framesMax);
    return describeStack(modules, frames);
  }
}

/** Memory of which only some pieces are known. */
export function memoryOf(pieces: readonly { address: number; bytes: Buffer }[]): ReadMemory {
  return (address, length) => {
    const piece = pieces.find(
      ({ address: from, bytes }) => address >= from && address < from + bytes.length,
    );
    if (piece === undefined) return Buffer.alloc(0);
    const from = address - piece.address;
    return piece.bytes.subarray(from, from + length);
  };
}
