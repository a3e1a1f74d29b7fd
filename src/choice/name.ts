import { createHash } from 'node:crypto';
import type { Frame } from '../model/choice-point.js';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
/** What starts main() and threads: whatever called it says nothing, a stripped `_start` least. */
const starter = /^(__libc_start_\w+|__clone3?|start_thread)$/;
/** What is left of it where libc's own symbols do not tell. */
const nameless = /^(_start|libc\.so\.6|ld-linux.*)$/;
const labelsMax = 12;

/**
 * A stack as names that survive small changes of the program: functions where a symbol table
 * tells them, else modules; neighbours that are equal count once; outermost first.
 */
export function stackLabel(stack: readonly Frame[]): string {
  const labels: string[] = [];
  for (const frame of stack) {
    const label = frame.function ?? withoutMinorVersion(frame.module);
    if (labels.length > 0 && starter.test(label)) break;
    if (labels.at(-1) !== label) labels.push(label);
  }
  while (labels.length > 1 && nameless.test(labels.at(-1) ?? '')) labels.pop();
  const kept = labels.length <= labelsMax ? labels : labels.slice(0, labelsMax);
  return kept.reverse().join('>');
}

/** `libcurl.so.4.8.0` is the same library as its next update, `libcurl.so.4`. */
function withoutMinorVersion(module: string): string {
  return module.replace(/(\.so\.\d+)\.[.\d]+$/, '$1');
}

/** Counts how often each call was met at each stack, so that every choice point has a name. */
export class Namer {
  constructor(private readonly counts = new Map<string, number>()) {}

  copy(): Namer {
    return new Namer(new Map(this.counts));
  }

  /** `recvfrom client:5000 @main>ask #2` */
  name(call: string, role: string, stack: readonly Frame[]): string {
    const place = `${call} ${role} @${stackLabel(stack)}`;
    const count = (this.counts.get(place) ?? 0) + 1;
    this.counts.set(place, count);
    return `${place} #${String(count)}`;
  }
}

/** 40 bits of the name's SHA-256 as 8 characters without look-alikes. */
export function choiceId(name: string): string {
  const hash = createHash('sha256').update(name).digest();
  const bits = hash.readUIntBE(0, 5);
  const digits = Array.from({ length: 8 }, (_, i) => Math.floor(bits / 32 ** i) % 32);
  return digits.map((digit) => alphabet.charAt(digit)).join('');
}
