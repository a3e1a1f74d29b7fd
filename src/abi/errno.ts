import { constants } from 'node:os';
import { assert } from '../support/assert.js';

const numbers = new Map<string, number>(Object.entries(constants.errno));
const names = new Map<number, string>();
// EAGAIN and EWOULDBLOCK, EOPNOTSUPP and ENOTSUP share a number: the first name is the usual one.
for (const [name, number] of [['EAGAIN', 11], ['EOPNOTSUPP', 95], ...numbers] as const)
  if (!names.has(number)) names.set(number, name);
// Linux has them (errno(3)); libuv, whose list Node shows, does not.
for (const [name, number] of [
  ['ENONET', 64],
  ['EHOSTDOWN', 112],
  ['ENOTSUPP', 524],
] as const) {
  numbers.set(name, number);
  names.set(number, name);
}

/** `EPIPE` for 32; `errno 1234` for what has no name. */
export function errnoName(number: number): string {
  return names.get(number) ?? `errno ${String(number)}`;
}

export function errnoNumber(name: string): number {
  const number = numbers.get(name);
  assert(number !== undefined, 'unknown errno', { name });
  return number;
}
