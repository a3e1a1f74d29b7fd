import fc from 'fast-check';

const marks = Array.from('\u001b\u009b[];?0m#@`|&<>{}\\\r\n\t:/');

/**
 * Text of any code units, halves of characters too, and often of those that begin something. The
 * library's own `binary` takes a second to list what it may choose from.
 */
export function anyText(): fc.Arbitrary<string> {
  const any = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  return fc.string({ unit: fc.oneof(any, fc.constantFrom(...marks)) });
}
