import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { Listeners } from '../../../src/ui/listeners.js';

it('gives who keeps up the short message behind a long one', async () => {
  const listeners = new Listeners();
  const server = createServer((_, response) => listeners.add(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  listeners.onArrival(() =>
    listeners.send([
      ['report', 'x'.repeat(200_000)],
      ['status', 'running'],
    ]),
  );
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${String(port)}/`);
  const ended = response.text();
  await listeners.end([]);
  server.close();
  expect(await ended).toMatch(/^event: report\ndata: "x+"\n\nevent: status\ndata: "running"\n\n$/);
});
