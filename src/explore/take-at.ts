/** Takes an item out of a list whose order does not matter: the last one fills the gap. */
export function takeAt<T>(items: T[], at: number): T | undefined {
  const item = items[at];
  const last = items.pop();
  if (at < items.length && last !== undefined) items[at] = last;
  return item;
}
