import type { ServerResponse } from 'node:http';

const endMs = 1000;

type LiveEvent = readonly [event: string, data: unknown];

/** Everybody who looks at the live page; who comes later gets the last message of each kind. */
export class Listeners {
  private readonly all = new Set<ServerResponse>();
  private readonly last = new Map<string, string>();

  private arrived: () => void = () => undefined;

  /** What is done when somebody comes. */
  onArrival(act: () => void): void {
    this.arrived = act;
  }

  get isEmpty(): boolean {
    return this.all.size === 0;
  }

  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.all.add(response);
    response.on('close', () => this.all.delete(response));
    response.on('error', () => this.all.delete(response));
    for (const message of this.last.values()) response.write(message);
    this.arrived();
  }

  /**
   * A page that does not keep up is left out: it gets later messages, and all are whole. What is
   * said at once is written at once: behind a long message the next one would always be left out.
   */
  send(events: readonly LiveEvent[]): void {
    const messages = events.map(([event, data]) => [event, messageOf(event, data)] as const);
    for (const [event, message] of messages) this.last.set(event, message);
    const text = messages.map(([, message]) => message).join('');
    for (const response of this.all) if (!response.writableNeedDrain) response.write(text);
  }

  /** Says the last word to all, also to those that lag behind, and waits until they have it. */
  async end(events: readonly LiveEvent[]): Promise<void> {
    const text = events.map(([event, data]) => messageOf(event, data)).join('');
    const ends = [...this.all].map(async (response) => ended(response, text));
    await Promise.all(ends);
  }
}

/** JSON has no line breaks of its own, so a message is two lines (HTML, server-sent events). */
function messageOf(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A page that has stopped reading must not keep the process. */
async function ended(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, endMs);
    response.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
    response.end(text);
  });
}
