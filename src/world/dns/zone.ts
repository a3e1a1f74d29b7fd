/** Names with their addresses; `*` is every name, `*.example` every name below that one. */
export type Names = Readonly<Record<string, readonly string[]>>;

/** What a name stands for: its own entry, else the nearest with a wildcard; undefined: nothing. */
export function addressesOf(names: Names, name: string): readonly string[] | undefined {
  const labels = name.split('.');
  const wider = labels.map((_, i) => ['*', ...labels.slice(i + 1)].join('.'));
  const found = [name, ...wider].find((candidate) => Object.hasOwn(names, candidate));
  return found === undefined ? undefined : names[found];
}
