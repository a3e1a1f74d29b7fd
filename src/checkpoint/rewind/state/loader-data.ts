import type { Mapping } from '../../../kernel/memory-map.js';
import type { Extent } from '../../../kernel/process-memory.js';
import { isAnonymous } from '../memory/layout.js';

/** Of the GNU C library; that of musl is the C library itself, and holds what programs do. */
const loader = /\/ld(-linux-x86-64|-\d+\.\d+)\.so(\.\d+)?$/;

/**
 * Where the dynamic loader keeps its books. It notes there, by the processor's own counter, how
 * long it took to load the program, which is never the same. What it does shows elsewhere: in the
 * mappings, and in the memory of what is loaded.
 */
export function loaderData(mappings: readonly Mapping[]): readonly Extent[] {
  return mappings.flatMap((mapping, i) => {
    const { start, end, name } = mapping;
    const before = mappings[i - 1];
    const goesOn = isAnonymous(mapping) && name === '' && before?.end === start;
    const isIts = loader.test(name) || (goesOn && loader.test(before.name));
    return isIts ? [{ start, length: end - start }] : [];
  });
}
