import type { Capability } from '../../model/world.js';
import { canScanPages } from '../../kernel/pagemap.js';

/** What going back in place needs of this kernel. */
export function rewindCapabilities(): readonly Capability[] {
  const scans = canScanPages();
  const reason = 'PAGEMAP_SCAN is missing: Linux 6.7 or later is needed';
  return [{ what: 'rewind', available: scans, ...(scans ? {} : { reason }) }];
}
