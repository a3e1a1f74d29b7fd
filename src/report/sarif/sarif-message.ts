/**
 * A plain text message. Braces stand for arguments there, and `[text](place)` is a link: what a
 * program under test prints must be neither.
 */
export function sarifMessage(text: string): { readonly text: string } {
  const plain = text.replaceAll('{', '{{').replaceAll('}', '}}').replaceAll('](', '] (');
  return { text: plain };
}
