import { Registers } from '../../../tracer/registers.js';
import { Thread, TracedProcess } from '../../../tracer/tracee.js';
import { withoutPort } from './addresses.js';
import { bytesText } from './bytes-text.js';

/** Numbers that the kernel gives out in turn, in the names of files, and our numbers of timers. */
const numbered = /^(socket|pipe):\[\d+\]$|^file \d+$/;

/**
 * Says what something is in one text, so that two moments of a world have the same text where
 * they do not differ: what is numbered in turn is called by the order in which it is met.
 */
export class Canonical {
  private readonly order = new Map<string, number>();
  private readonly processes: readonly TracedProcess[];
  private readonly around = new Set<object>();

  /**
   * @param processes those that are there in the eyes of the world
   * @param unimportant fields that tell one moment from another and mean nothing
   */
  constructor(
    processes: readonly TracedProcess[],
    private readonly unimportant: ReadonlySet<string>,
  ) {
    this.processes = processes;
  }

  /** Whether this number, by its name, has been met. */
  knows(name: string): boolean {
    return this.order.has(name);
  }

  text(value: unknown): string {
    if (typeof value === 'string') return JSON.stringify(this.named(value));
    if (typeof value === 'bigint') return `${String(value)}n`;
    if (typeof value !== 'object' || value === null) return String(value);
    if (Buffer.isBuffer(value)) return bytesText(value);
    if (value instanceof TracedProcess) return this.process(value);
    if (value instanceof Thread) return this.thread(value);
    if (value instanceof Registers) return bytesText(value.bytes);
    return this.inside(value);
  }

  private named(text: string): string {
    if (!numbered.test(text)) return text;
    const number = this.order.get(text) ?? this.order.size;
    this.order.set(text, number);
    return `${text.replace(/\d+/, '')}${String(number)}`;
  }

  /** Nothing holds itself, but for what is told by a name. */
  private inside(value: object): string {
    if (this.around.has(value)) return 'itself';
    this.around.add(value);
    const text = this.compound(value);
    this.around.delete(value);
    return text;
  }

  private compound(value: object): string {
    if (value instanceof Map) {
      const entries = [...(value as ReadonlyMap<unknown, unknown>)];
      const isThere = ([key, field]: [unknown, unknown]): boolean =>
        this.isThere(key) && this.isThere(field) && !isOfOverlay(key);
      return this.list(entries.filter(isThere));
    }
    if (value instanceof Set || Array.isArray(value))
      return this.list([...(value as Iterable<unknown>)].filter((one) => this.isThere(one)));
    const fields = Object.entries(value).filter(
      ([name, field]) =>
        !this.unimportant.has(name) && typeof field !== 'function' && field !== undefined,
    );
    return `{${fields.map(([name, field]) => this.field(name, field)).join()}}`;
  }

  private list(all: readonly unknown[]): string {
    return `[${all.map((one) => this.text(one)).join()}]`;
  }

  private field(name: string, value: unknown): string {
    const known = Buffer.isBuffer(value) ? withoutPort(name, value) : undefined;
    if (known === undefined) return `${name}:${this.text(value)}`;
    const port = known.port === undefined ? '' : this.port(known.port);
    return `${name}:${port}${bytesText(known.rest)}`;
  }

  private port(port: number): string {
    const name = `port ${String(port)}`;
    const number = this.order.get(name) ?? this.order.size;
    this.order.set(name, number);
    return `#${String(number)} `;
  }

  private process(process: TracedProcess): string {
    return `process ${String(this.processes.indexOf(process))}`;
  }

  private thread(thread: Thread): string {
    const number = [...thread.process.threads.values()].indexOf(thread);
    return `thread ${String(number)} of ${this.process(thread.process)}`;
  }

  /** What belongs to a process that has ended is kept only to come back to. */
  private isThere(value: unknown): boolean {
    const process = processOf(value);
    return process === undefined || this.processes.includes(process);
  }
}

/** What an overlay notes in extended attributes of its files: names that it makes up. */
function isOfOverlay(key: unknown): boolean {
  return typeof key === 'string' && /^(user|trusted)\.overlay\./.test(key);
}

function processOf(value: unknown): TracedProcess | undefined {
  if (value instanceof TracedProcess) return value;
  if (value instanceof Thread) return value.process;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('process' in value && value.process instanceof TracedProcess) return value.process;
  return 'thread' in value && value.thread instanceof Thread ? value.thread.process : undefined;
}
