import type { EngineName } from '../model/settings.js';
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

/** Why the tool cannot bring about what is asked for; undefined where it can. */
export function unsupported({ call = '' }: Request, engine: EngineName): string | undefined {
  if (engine === 'qemu' && unseenInGuest.has(call)) return 'the engine qemu does not see this call';
  return noChoice[call];
}
