import { fromHex } from '../wire/hex.js';
import { fromGdbSignal } from '../wire/signal-numbers.js';

/** What becomes of threads: the first that means a thread is what it does. */
export interface Action {
  readonly how: 'continue' | 'step';
  /** What is delivered to it, by the system's number; 0 for nothing. */
  readonly signal: number;
  /** As in Inferior.isMeant. */
  readonly threads: string;
}

const everyThread = '-1';

/** The actions of `vCont;c`, `vCont;s:p1.2;C0b` and the like; undefined where it is no such. */
export function parseResumption(request: string): readonly Action[] | undefined {
  const [name, ...words] = request.split(';');
  if (name !== 'vCont' || words.length === 0) return undefined;
  return words.flatMap((word) => {
    const [what = '', threads = everyThread] = word.split(':');
    const how = /^c/i.test(what) ? 'continue' : 'step';
    const signal = fromGdbSignal(fromHex(what.slice(1)) ?? 0);
    return /^[cs]/i.test(what) ? [{ how, signal, threads } as const] : [];
  });
}
