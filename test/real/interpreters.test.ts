import { describe, it } from 'vitest';
import { fixtures } from './explore.js';
import { expectGoldenTable } from './golden.js';

/** Programs whose own code is data of an interpreter. */
describe('an interpreter', () => {
  it('python3, http.client', async (context) => {
    await expectGoldenTable(context, {
      name: 'python-http-client',
      needs: ['/usr/bin/python3'],
      config: {
        sut: { command: '/usr/bin/python3 -I fetch.py', cwd: fixtures },
        peers: [
          {
            command: '/usr/bin/python3 -I -u -m http.server --bind 127.0.0.1 --directory www 8081',
            name: 'http.server',
            cwd: fixtures,
            ready: { port: 8081 },
          },
        ],
      },
    });
  });

  it('Node.js, fetch', async (context) => {
    const major = process.versions.node.split('.')[0] ?? '';
    context.skip(major !== '20', 'the table is of Node.js 20');
    await expectGoldenTable(context, {
      name: 'node-fetch',
      needs: [],
      config: {
        sut: { command: [process.execPath, 'fetch.js'], cwd: fixtures },
        peers: [
          {
            command: [process.execPath, 'serve.js'],
            name: 'serve.js',
            cwd: fixtures,
            ready: { port: 8090 },
          },
        ],
      },
    });
  });
});
