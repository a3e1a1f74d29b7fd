import type { Socket } from 'node:net';
import { Expectations } from './expectations.js';
import { JsonLines } from './json-lines.js';
import { QmpClosed, QmpError } from './qmp-error.js';
import { qmpMessage } from './qmp-message.js';
import { within } from './within.js';

const answerMs = 30_000;

/** QEMU's machine protocol: commands and their answers, and events, over one connection. */
export class Qmp implements Disposable {
  private readonly expected = new Expectations();
  private commands = 0;

  private constructor(private readonly connection: Socket) {
    const lines = new JsonLines((message) => this.hear(message));
    connection.on('data', (bytes: Buffer) => this.read(lines, bytes));
    connection.on('error', (error) => this.expected.end(new QmpClosed(error.message)));
    connection.on('close', () => this.expected.end(new QmpClosed('the connection has ended')));
  }

  /** To be called at once when the connection is there: QEMU speaks first. */
  static async over(connection: Socket, ms = answerMs): Promise<Qmp> {
    const qmp = new Qmp(connection);
    await within(qmp.expected.expect('greeting'), ms, () => new QmpError('no greeting'));
    await qmp.execute('qmp_capabilities', {}, ms);
    return qmp;
  }

  /** @throws QmpError with QEMU's reason, or after `ms`; QmpClosed when QEMU is gone */
  async execute(command: string, given: object = {}, ms = answerMs): Promise<unknown> {
    const id = ++this.commands;
    const answer = this.expected.expect(String(id));
    this.connection.write(`${JSON.stringify({ execute: command, arguments: given, id })}\n`);
    return within(answer, ms, () => new QmpError(`${command}: no answer in ${String(ms)} ms`));
  }

  /** The next event of that name, from now on: ask before doing what brings it about. */
  async waitFor(event: string, ms: number): Promise<unknown> {
    const late = () => new QmpError(`no event ${event} in ${String(ms)} ms`);
    return within(this.expected.expect(`event ${event}`), ms, late);
  }

  [Symbol.dispose](): void {
    this.expected.end(new QmpClosed('closed'));
    this.connection.destroy();
  }

  private read(lines: JsonLines, bytes: Buffer): void {
    try {
      lines.write(bytes);
    } catch (error) {
      this.connection.destroy(new Error(`not the language of QEMU: ${String(error)}`));
    }
  }

  private hear(value: unknown): void {
    const message = qmpMessage(value);
    if (message?.kind === 'greeting') this.expected.meet('greeting', undefined);
    if (message?.kind === 'answer') this.expected.meet(String(message.id), message.value);
    if (message?.kind === 'event') this.expected.meet(`event ${message.name}`, message.data);
    if (message?.kind === 'refusal')
      this.expected.disappoint(String(message.id), new QmpError(message.reason));
  }
}
