import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';

/** Kinds of outcomes that are brought about outside only, and why not inside a machine. */
const outsideOnly: ReadonlyMap<Outcome['kind'], string> = new Map([
  ['dns', 'answers of name servers are not changed inside a machine'],
]);

/** Why an engine cannot bring an outcome about; undefined where it can. */
export function unsupportedIn(engine: Settings['engine'], { kind }: Outcome): string | undefined {
  return engine === 'qemu' ? outsideOnly.get(kind) : undefined;
}
