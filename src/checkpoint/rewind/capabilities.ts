import type { Capability } from '../../model/world.js';
import { Pagemap } from '../../kernel/pagemap.js';

/** What going back in place needs of this kernel. */
export function rewindCapabilities(): readonly Capability[] {
  const scans = canScanPages();
  const reason = 'PAGEMAP_SCAN is missing: Linux 6.7 or later is needed';
  return [{ what: 'rewind', available: scans, ...(scans ? {} : { reason }) }];
}

function canScanPages(): boolean {
  using pagemap = Pagemap.open(process.pid);
  try {
    return (pagemap?.owned([{ start: 0, length: 4096 }]).length ?? -1) >= 0;
  } catch {
    return false;
  }
}
