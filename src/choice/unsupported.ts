import type { EngineName, FaultSettings } from '../model/settings.js';
import { groupsOf } from './call.js';
import type { Request } from './requests.js';
import { presetsOf, waiting } from './waits.js';

/** Calls of the catalogue that are no choice points. */
const noChoice: Readonly<Record<string, string>> = {
  close: 'no choice point',
  setsockopt: 'no choice point',
  getaddrinfo: 'no system call: dns-… and delay, where the answer is received, stand for it',
};

/** The library in the machine does not stop at them. */
const unseenInGuest = new Set(['mmap', waiting]);
const unseen = 'the engine qemu does not see this call';
/** An event loop makes thousands of them. */
const notMeant = 'a wait is a choice point only with the preset waits, or where a rule names it';

/** What can happen, and is the same as something else. */
const sameAs: ReadonlyMap<string, string> = new Map([
  ['spurious', 'EAGAIN at the call that follows is the same'],
]);

/** Why the tool cannot bring about what is asked for; undefined where it can. */
export function unsupported(
  request: Request,
  engine: EngineName,
  faults: Pick<FaultSettings, 'presets' | 'rules'>,
): string | undefined {
  const { call = '', outcome } = request;
  if (call === waiting && !meansWaits(request, faults)) return notMeant;
  if (engine === 'qemu' && isUnseen(call)) return unseen;
  return noChoice[call] ?? sameAs.get(outcome);
}

function meansWaits(
  { rule }: Request,
  { presets, rules }: Pick<FaultSettings, 'presets' | 'rules'>,
): boolean {
  return presetsOf((rule === undefined ? undefined : rules[rule]) ?? {}, presets).includes('waits');
}

function isUnseen(call: string): boolean {
  return unseenInGuest.has(call) || groupsOf(call).includes('wait');
}
