import type { EngineName } from '../model/settings.js';
import { parseOutcomeId, type Outcome } from '../model/outcome.js';
import type { Request } from './requests.js';

/** Calls of the catalogue that are no choice points. */
const noChoice: Readonly<Record<string, string>> = {
  'poll/select/epoll_wait': 'no choice point: what a wait reports follows from its sockets',
  close: 'no choice point',
  setsockopt: 'no choice point',
  getaddrinfo: 'no system call: dns-… and delay, where the answer is received, stand for it',
};

/** The library in the machine does not stop at them. */
const unseenInGuest = new Set(['mmap']);

/** Kinds of outcomes that are brought about outside only, and why not inside a machine. */
const outsideOnly: ReadonlyMap<Outcome['kind'], string> = new Map([
  ['dns', 'the engine qemu does not change the answers of name servers'],
]);

/** Why the tool cannot bring about what is asked for; undefined where it can. */
export function unsupported(
  { call = '', outcome }: Request,
  engine: EngineName,
): string | undefined {
  if (engine === 'qemu' && unseenInGuest.has(call)) return 'the engine qemu does not see this call';
  const asked = parseOutcomeId(outcome);
  return noChoice[call] ?? (asked && unsupportedIn(engine, asked));
}

/** Why an engine cannot bring an outcome about; undefined where it can. */
export function unsupportedIn(
  engine: EngineName | undefined,
  { kind }: Outcome,
): string | undefined {
  return engine === 'qemu' ? outsideOnly.get(kind) : undefined;
}
