import type { Order } from './reply.js';

const tracing = '/sys/kernel/tracing';

/**
 * Every path that a program names in a system call comes by one of these two in the kernel; which
 * of them is there depends on what its compiler has inlined.
 */
const entries = ['getname', 'getname_flags'];
const namedPath = /\bpath="([^"]*)"/g;

/** Records which files the programs of the guest name, by the tracing of its kernel. */
export class PathRecord {
  private readonly pieces: Buffer[] = [];
  private isWhole = false;

  /** What init has to do before the first program starts. */
  static readonly preparation: readonly Order[] = [
    write('buffer_size_kb', '16384', false),
    ...entries.map((name) =>
      write('kprobe_events', `p:${name} ${name} path=+0($arg1):ustring\n`, true),
    ),
    // Init looks into /proc all the time.
    ...entries.map((name) => write(`events/kprobes/${name}/filter`, 'common_pid != 1', false)),
    ...entries.map((name) => write(`events/kprobes/${name}/enable`, '1', false)),
  ];

  /** @returns what to read next; undefined when all is here */
  nextRead(): Order | undefined {
    const from = this.pieces.reduce((sum, { length }) => sum + length, 0);
    return this.isWhole ? undefined : { kind: 'read', path: `${tracing}/trace`, from };
  }

  take(bytes: Buffer): void {
    this.isWhole = bytes.length === 0;
    this.pieces.push(bytes);
  }

  /** As the programs wrote them, relative ones too. */
  paths(): readonly string[] {
    const text = Buffer.concat(this.pieces).toString();
    return [...new Set([...text.matchAll(namedPath)].map(([, path = '']) => path))];
  }
}

function write(file: string, text: string, appends: boolean): Order {
  return { kind: 'write', path: `${tracing}/${file}`, text, appends };
}
