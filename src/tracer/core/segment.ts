import type { MappingDetails } from '../../kernel/mapping-details.js';
import { pageBytes } from './page.js';

/** A mapping in a core file, and how much of it, from its begin on, is there. */
export interface Segment {
  readonly mapping: MappingDetails;
  readonly length: number;
  /** Whether pages that the process does not own say nothing: they are zero. */
  readonly isAnonymous: boolean;
}

/** Memory that is the kernel's own, or has none behind it: only its place is told. */
const placesOnly = ['dd', 'io', 'pf'];
/** The kernel's, at the same address in every process, or not to be read by others. */
const kernels = /^\[(vsyscall|vvar|vvar_vclock)\]$/;

/** The mappings in a core file; see core(5), "Controlling which mappings are written". */
export function segmentsOf(mappings: readonly MappingDetails[]): readonly Segment[] {
  return mappings
    .filter(({ name }) => !kernels.test(name))
    .map((mapping) => {
      const isAnonymous = mapping.backing === '00:00 0' && mapping.name !== '[vdso]';
      return { mapping, length: dumped(mapping), isAnonymous };
    });
}

/**
 * As the kernel does by itself (coredump_filter 0x33): anonymous memory, private or shared, what is
 * private of a file when it was modified, and of other files' mappings the first page, which says
 * which file it is.
 */
function dumped({ start, end, access, offset, backing, name, ...details }: MappingDetails): number {
  const { usedBytes, ownBytes, flags } = details;
  const whole = end - start;
  if (placesOnly.some((flag) => flags.has(flag))) return 0;
  if (name === '[vdso]') return whole;
  if (usedBytes === 0 && backing === '00:00 0') return 0;
  if (access.endsWith('s')) return name.endsWith(' (deleted)') ? whole : 0;
  if (backing === '00:00 0' || ownBytes > 0) return whole;
  return offset === 0 && access.startsWith('r') ? Math.min(pageBytes, whole) : 0;
}
