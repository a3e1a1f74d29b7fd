import { bytesText } from './bytes-text.js';

/** The legacy area as far as it is registers: then the header, and the rest of XSAVE's layout. */
const legacyEnd = 416;
const headerEnd = 576;
/** Where the last instruction and operand of the x87 unit are noted. */
const lastX87 = { start: 8, end: 24 } as const;

/**
 * FPU, SSE and AVX registers. The header tells which parts are in use, which may differ while
 * their contents do not: parts out of use are shown as they are at first.
 */
export function extendedText(extended: Buffer): string {
  const legacy = Buffer.from(extended.subarray(0, legacyEnd)).fill(0, lastX87.start, lastX87.end);
  return bytesText(Buffer.concat([legacy, extended.subarray(headerEnd)]));
}
