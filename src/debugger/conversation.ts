import { answer } from './commands/answer.js';
import { EndedByUser } from './ended-by-user.js';
import type { Inferior } from './inferior/inferior.js';
import { parseResumption, type Action } from './inferior/resumption.js';
import type { Connection } from './wire/connection.js';
import { done } from './wire/errors.js';
import { toHex } from './wire/hex.js';

/** What gdb has the process do; `gone`: it has left it alone. */
type Wish = readonly Action[] | 'gone';

/** What is said while the process stands still. */
export class Conversation {
  private report = '';

  constructor(
    private readonly connection: Connection,
    private readonly inferior: Inferior,
  ) {}

  /** Why it stands still, for whoever asks. */
  standsBy(report: string): void {
    this.report = report;
  }

  /** It has stopped, and gdb waits for that. */
  tell(report: string): void {
    this.report = report;
    this.connection.send(report);
  }

  /** A line for the user, while gdb waits. */
  print(text: string): void {
    this.connection.send(`O${toHex(`${text}\n`)}`);
  }

  /** Answer until gdb wants something to happen. */
  hear(): Wish {
    for (;;) {
      const message = this.connection.receive();
      if (message === undefined) return 'gone';
      const wish = message.kind === 'packet' ? this.take(message.payload) : undefined;
      if (wish !== undefined) return wish;
    }
  }

  private take(request: string): Wish | undefined {
    if (/^(k$|vKill)/.test(request))
      throw new EndedByUser('the program was killed in gdb, there is no verdict');
    const isLeaving = request.startsWith('D');
    const actions = parseResumption(request);
    if (actions !== undefined) return actions;
    if (request === '?') this.connection.send(this.report);
    else this.connection.send(isLeaving ? done : answer(request, this.inferior));
    if (request === 'QStartNoAckMode') this.connection.trust();
    return isLeaving ? 'gone' : undefined;
  }
}
