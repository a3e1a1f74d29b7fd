import { readlinkSync, statSync } from 'node:fs';
import { withFileSource } from '../elf/byte-source.js';
import { parseElfHeader } from '../elf/elf-header.js';
import { readObjectSymbols, type ObjectSymbol } from '../elf/object-symbols.js';
import { fileAddress } from '../modules/image.js';
import type { Mapping } from '../modules/module-map.js';

/** A variable in a process's memory. */
export interface Variable extends ObjectSymbol {
  readonly name: string;
}

/** Where a file's variables lie, by how far it is from the addresses of its symbols. */
interface FileVariables {
  readonly variables: readonly Variable[];
  readonly toMemory: (mapping: Pick<Mapping, 'start' | 'fileOffset' | 'executable'>) => number;
}

/** Finds the global variables of some names in the memory of processes. */
export class Variables {
  private readonly files = new Map<string, FileVariables | undefined>();

  constructor(private readonly names: ReadonlySet<string>) {}

  /** @param mappings of its files, those that begin with the first byte */
  of(pid: number, mappings: readonly Mapping[]): readonly Variable[] {
    const root = `/proc/${String(pid)}/root`;
    const top = readlinkSync(root);
    return mappings.flatMap((mapping) => {
      if (mapping.fileOffset !== 0 || !mapping.path.startsWith('/')) return [];
      const file = this.read(root + withoutRoot(mapping.path, top));
      const moved = file?.toMemory(mapping) ?? 0;
      return (file?.variables ?? []).map(({ address, ...rest }) => {
        return { ...rest, address: address + moved };
      });
    });
  }

  private read(path: string): FileVariables | undefined {
    const status = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (status?.isFile() !== true) return undefined;
    const key = [status.dev, status.ino, status.size, status.mtimeNs].join(' ');
    if (!this.files.has(key)) this.files.set(key, readFile(path, this.names));
    return this.files.get(key);
  }
}

function readFile(path: string, names: ReadonlySet<string>): FileVariables | undefined {
  return withFileSource(path, (source) => {
    const header = parseElfHeader(source);
    if (header === undefined) return undefined;
    const found = [...readObjectSymbols(source, header, names)];
    const variables = found.flatMap(([name, all]) => all.map((one) => ({ ...one, name })));
    return {
      variables,
      toMemory: ({ start, fileOffset, executable }) =>
        start - (fileAddress(header, fileOffset, executable) ?? start),
    };
  });
}

function withoutRoot(path: string, root: string): string {
  return root !== '/' && path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}
