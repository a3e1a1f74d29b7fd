const all = 32;
const some = 8;

/**
 * Whether a choice point, by its name, may close a loop: its call was made there before in this
 * run. Of many rounds only some are looked at, a few in a row: a loop is closed by two of them,
 * and a program that makes a call a thousand times does not pay for each.
 */
export function isWorthReading(name: string): boolean {
  const count = Number(/ #(\d+)$/.exec(name)?.[1]);
  if (count <= all) return count > 1;
  return count - 2 ** Math.floor(Math.log2(count)) < some;
}
