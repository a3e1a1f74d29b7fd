/**
 * Where JSON.parse failed, as an offset into the text: Node 20 names it for some errors only.
 * @param message the message of the SyntaxError
 */
export function jsonErrorPosition(text: string, message: string): number | undefined {
  const named = /at position (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  if (message.startsWith('Unexpected end')) return text.length;
  return message.startsWith('Unexpected token') ? unexpectedToken(text) : undefined;
}

/**
 * The shortest beginning that fails in the same way ends with the unexpected character: shorter
 * ones fail, too, but for want of an end.
 */
function unexpectedToken(text: string): number {
  let low = 0;
  let high = text.length;
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (hasUnexpectedToken(text.slice(0, middle))) high = middle;
    else low = middle;
  }
  return low;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return error instanceof SyntaxError && error.message.startsWith('Unexpected token');
  }
}

/** `line:column`, both from 1. */
export function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
}
