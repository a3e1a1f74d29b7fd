import { describe, it } from 'vitest';
import type { ProgramObject } from '../../src/config/program-schema.js';
import { fixtures } from './explore.js';
import { expectGoldenTable } from './golden.js';

const lighttpd: ProgramObject = {
  command: 'lighttpd -D -f lighttpd.conf',
  cwd: fixtures,
  ready: { port: 8080 },
};

/** What people fetch a page with, from a real web server. */
describe('a client of lighttpd', () => {
  it('curl', async (context) => {
    await expectGoldenTable(context, {
      name: 'curl',
      needs: ['curl', 'lighttpd'],
      config: {
        sut: 'curl --silent --show-error --fail http://127.0.0.1:8080/index.html',
        peers: [lighttpd],
      },
    });
  });

  /** curl tries ::1 first, where nobody listens, and then 127.0.0.1 ("happy eyeballs"). */
  it('curl, of two addresses', async (context) => {
    await expectGoldenTable(context, {
      name: 'curl-two-addresses',
      needs: ['curl', 'lighttpd'],
      config: {
        sut: 'curl -sSf --resolve site:8080:[::1],127.0.0.1 http://site:8080/index.html',
        peers: [lighttpd],
      },
    });
  });

  it('wget', async (context) => {
    await expectGoldenTable(context, {
      name: 'wget',
      needs: ['wget', 'lighttpd'],
      config: {
        sut: 'wget --tries=1 --output-document=- http://127.0.0.1:8080/index.html',
        peers: [lighttpd],
      },
    });
  });
});
