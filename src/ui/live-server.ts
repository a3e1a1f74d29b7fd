import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Listeners } from './listeners.js';
import { livePage } from './live-page.js';
import { LiveToken } from './live-token.js';

/** Nothing is kept by the browser, framed by another page, or taken for what it is not. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** Serves the live page on loopback, to who knows the token. */
export class LiveServer implements AsyncDisposable {
  private readonly token = new LiveToken();

  private constructor(
    private readonly server: Server,
    private readonly listeners: Listeners,
    private readonly stop: () => void,
  ) {}

  /** @throws an error of listen(2) */
  static async open(listeners: Listeners, stop: () => void): Promise<LiveServer> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const live = new LiveServer(server, listeners, stop);
    server.on('request', (request, response) => live.answer(request, response));
    return live;
  }

  get url(): string {
    return `http://${this.host}/${this.token.text}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private get host(): string {
    return `127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const [, token = '', what] = (request.url ?? '').split('/');
    if (!this.isOwn(request) || !this.token.fits(token)) {
      end(response, 403, 'forbidden');
      return;
    }
    const asked = `${request.method ?? ''} ${what ?? ''}`;
    if (asked === 'GET ') {
      page(response);
      return;
    }
    if (asked === 'GET events') {
      this.listeners.add(response);
      return;
    }
    if (asked !== 'POST stop') {
      end(response, 404, 'not found');
      return;
    }
    this.stop();
    end(response, 202, 'stopping');
  }

  /** A name that somebody else lets point to this machine (DNS rebinding) is another host. */
  private isOwn({ headers: { host, origin } }: IncomingMessage): boolean {
    return host === this.host && (origin === undefined || origin === `http://${this.host}`);
  }
}

function page(response: ServerResponse): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(livePage());
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}
