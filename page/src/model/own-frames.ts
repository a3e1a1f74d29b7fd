import type { ShownDefect, ShownFrame } from '../data/shown-report.js';

const library = /^(lib(c|pthread|m|stdc\+\+|gcc_s)[.-]|ld-linux|\[vdso\]|\?)/;

/** Not the C library, the loader, or what the linker puts before main. */
export function isOwn({ module, source, function: name }: ShownFrame): boolean {
  if (library.test(module) || name === '_start') return false;
  return source !== undefined || !module.startsWith('lib');
}

/** Where one begins to read: where it crashed, else at its last fault, else where it waits. */
export function placeOf({ crash, faults, waiting }: ShownDefect): ShownFrame | undefined {
  const stacks = [
    crash?.stack ?? [],
    ...faults.map(({ stack }) => stack).toReversed(),
    ...waiting.map(({ stack }) => stack),
  ];
  return stacks.flatMap((stack) => stack.find(isOwn) ?? [])[0];
}
