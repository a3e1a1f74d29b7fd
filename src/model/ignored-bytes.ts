/** Bytes of a global variable that mean nothing for the state of a program. */
export interface IgnoredBytes {
  readonly variable: string;
  /** All of it where it is not said. */
  readonly part?: { readonly offset: number; readonly length: number };
}

/** `symbol`, or `symbol+offset:length`. @returns undefined where it is neither */
export function parseIgnored(text: string): IgnoredBytes | undefined {
  const [, variable, offset, length] = /^([A-Za-z_.$][\w.$@]*)(?:\+(\w+):(\w+))?$/.exec(text) ?? [];
  if (variable === undefined) return undefined;
  if (offset === undefined || length === undefined) return { variable };
  const part = { offset: Number(offset), length: Number(length) };
  const isRange = Number.isSafeInteger(part.offset) && Number.isSafeInteger(part.length);
  return isRange && part.length > 0 ? { variable, part } : undefined;
}
