import type { ServerResponse } from 'node:http';

const endMs = 1000;

type LiveEvent = readonly [event: string, data: unknown];

/** Everybody who looks at the live page; who comes later gets the last message of each kind. */
export class Listeners {
  /** Each with the kinds of messages that it has not had the last of. */
  private readonly all = new Map<ServerResponse, Set<string>>();
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
    this.all.set(response, new Set());
    response.on('close', () => this.all.delete(response));
    response.on('error', () => this.all.delete(response));
    response.on('drain', () => this.catchUp(response));
    response.flushHeaders();
    for (const message of this.last.values()) response.write(message);
    this.arrived();
  }

  /** A page that does not keep up gets the last message of each kind when it has read the rest. */
  send(event: string, data: unknown): void {
    this.last.set(event, messageOf(event, data));
    for (const [response, missed] of this.all) {
      missed.add(event);
      this.catchUp(response);
    }
  }

  /** Says the last word to all, also to those that lag behind, and waits until they have it. */
  async end(events: readonly LiveEvent[]): Promise<void> {
    const text = events.map(([event, data]) => messageOf(event, data)).join('');
    const ends = [...this.all.keys()].map(async (response) => ended(response, text));
    await Promise.all(ends);
  }

  /** As much as it takes: a long message alone may be too much for the moment. */
  private catchUp(response: ServerResponse): void {
    const missed = this.all.get(response) ?? new Set();
    for (const event of missed) {
      if (response.writableNeedDrain || response.writableEnded) return;
      missed.delete(event);
      response.write(this.last.get(event) ?? '');
    }
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
