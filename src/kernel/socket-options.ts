import { errno, getsockopt, setsockopt } from './ffi.js';
import { errnoName } from '../abi/errno.js';
import { tableOf, type Protocol, type SocketOption } from './socket-option-table.js';

/** What is set on a socket: values in the order of its table, undefined where there is none. */
export interface SavedOptions {
  readonly protocol: Protocol;
  readonly domain: number;
  readonly values: readonly (Buffer | undefined)[];
}

const value = Buffer.alloc(16);
const length = Buffer.alloc(4);

export function readOptions(fd: number, protocol: Protocol, domain: number): SavedOptions {
  const values = tableOf(protocol, domain).map((entry) => readOption(fd, entry));
  return { protocol, domain, values };
}

/** The same options with the sizes that buffers have now. */
export function readBufferSizes(fd: number, known: SavedOptions): SavedOptions {
  const { protocol, domain } = known;
  const values = tableOf(protocol, domain).map((entry, i) => {
    return entry.shape === 'buffer' ? readOption(fd, entry) : known.values[i];
  });
  const isSame = values.every((value, i) => isEqual(value, known.values[i]));
  return isSame ? known : { protocol, domain, values };
}

/**
 * Set what differs from the saved.
 * @param now what is set, if that is known
 * @returns the name and errno of the first that was refused
 */
export function restoreOptions(
  fd: number,
  saved: SavedOptions,
  now?: SavedOptions,
): string | undefined {
  if (now === saved) return undefined;
  return setEach(fd, saved, (entry, i) => now?.values[i] ?? readOption(fd, entry));
}

/** Set one of them alone, by its name: what can only be set before something else is done. */
export function restoreOption(
  fd: number,
  { protocol, domain, values }: SavedOptions,
  name: string,
): void {
  const at = tableOf(protocol, domain).findIndex((entry) => entry.name === name);
  const [entry, then] = [tableOf(protocol, domain)[at], values[at]];
  if (entry !== undefined && then !== undefined) set(fd, entry, then);
}

/**
 * The same for a socket on which nothing has been set: new ones are all alike, so only the first
 * of a kind is asked what it has, which takes longer than all else about making it.
 */
export function giveOptions(fresh: number, saved: SavedOptions): string | undefined {
  const { protocol, domain } = saved;
  const kind = `${protocol} ${String(domain)}`;
  const defaults = ofFresh.get(kind) ?? readOptions(fresh, protocol, domain).values;
  ofFresh.set(kind, defaults);
  return setEach(fresh, saved, (_entry, i) => defaults[i]);
}

function isEqual(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.equals(b));
}

const ofFresh = new Map<string, SavedOptions['values']>();

function setEach(
  fd: number,
  saved: SavedOptions,
  now: (entry: SocketOption, i: number) => Buffer | undefined,
): string | undefined {
  let locked = false;
  for (const [i, entry] of tableOf(saved.protocol, saved.domain).entries()) {
    const then = saved.values[i];
    // To set the size of a buffer locks it, which SO_BUF_LOCK, further down, undoes.
    const isUnlocked = entry.shape === 'lock' && locked;
    if (then === undefined || (!isUnlocked && now(entry, i)?.equals(then) === true)) continue;
    if (!set(fd, entry, then)) return `${entry.name} (${errnoName(errno())})`;
    locked ||= entry.shape === 'buffer';
  }
  return undefined;
}

/** SO_SNDBUF and SO_RCVBUF without the limits that an administrator has set. */
const beyondLimits: Readonly<Record<string, number>> = { SO_SNDBUF: 32, SO_RCVBUF: 33 };

/** The kernel doubles the size of a buffer that is set, and reports the double (socket(7)). */
function set(fd: number, { name, level, number, shape }: SocketOption, then: Buffer): boolean {
  if (shape !== 'buffer') return setsockopt(fd, level, number, then, then.length) === 0;
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(then.readUInt32LE(0) >>> 1, 0);
  const forced = setsockopt(fd, level, beyondLimits[name] ?? number, wanted, 4) === 0;
  return forced || setsockopt(fd, level, number, wanted, 4) === 0;
}

function readOption(fd: number, { level, number, bytes }: SocketOption): Buffer | undefined {
  length.writeUInt32LE(bytes, 0);
  if (getsockopt(fd, level, number, value, length) !== 0) return undefined;
  return Buffer.from(value.subarray(0, bytes));
}

/** Whether an option of the table, by its name, was set to something. */
export function isSet({ protocol, domain, values }: SavedOptions, name: string): boolean {
  const at = tableOf(protocol, domain).findIndex((entry) => entry.name === name);
  return values[at]?.some((byte) => byte !== 0) ?? false;
}
