import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { Listeners } from '../../../src/ui/listeners.js';

it('tells a page that is slow to read the last of each kind, and nothing twice', async () => {
  const listeners = new Listeners();
  const arrived = new Promise<void>((resolve) => listeners.onArrival(resolve));
  const server = createServer((_, response) => listeners.add(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  asked.end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  await arrived;
  // More than fits into the buffers between them, so that the status has to wait.
  const long = 'x'.repeat(12_000_000);
  listeners.send('report', { long });
  for (let paths = 1; paths <= 3; paths += 1) listeners.send('status', { paths });
  listeners.send('report', 'short');
  let text = '';
  response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  await expect.poll(() => text.slice(-60)).toContain('short');
  expect(text.match(/^event: \w+\ndata: .{0,20}/gm)).toEqual([
    'event: report\ndata: {"long":"xxxxxxxxxxx',
    'event: status\ndata: {"paths":3}',
    'event: report\ndata: "short"',
  ]);
  await listeners.end([]);
  server.close();
});
