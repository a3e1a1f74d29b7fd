import { describe, expect, it } from 'vitest';
import type { UserConfig } from '../../src/config/config-schema.js';
import type { Report } from '../../src/report/report-schema.js';
import { explore, fixtures } from './explore.js';
import { isInstalled } from './golden.js';

const lighttpd = { command: 'lighttpd -D -f lighttpd.conf', cwd: fixtures, ready: { port: 8080 } };
const page = 'http://127.0.0.1:8080/index.html';

/** A server that refuses a number of connections, and then none. */
function refusing(sut: string, persistence: 'always' | { times: number }): UserConfig {
  const outcomes = ['ECONNREFUSED', 'so_error-ECONNREFUSED'];
  return {
    sut,
    peers: [lighttpd],
    faults: { rules: [{ call: 'connect', port: 8080, outcomes, nth: 1, persistence }] },
  };
}

/** How the program took it, and how long the whole exploration really took. */
function refused({ paths, summary }: Report): { readonly exit: string; readonly wallMs: number } {
  const exits = paths.filter(({ faults }) => faults === 1).map(({ exit }) => exit);
  expect(exits).toHaveLength(1);
  return { exit: exits.join(), wallMs: summary.wallMs };
}

/** Less than any of them waits by the clock of its world. */
const shortMs = 15_000;

/** They wait 1, 2, 4 … seconds by the clock of their world: nobody else does. */
describe('clients that try again', () => {
  const curl = `curl -sSf --retry 5 --retry-connrefused ${page}`;

  it('curl comes through when it is refused five times: 31 seconds', async (context) => {
    context.skip(!isInstalled('curl') || !isInstalled('lighttpd'), 'not installed');
    const { exit, wallMs } = refused(await explore(refusing(curl, { times: 5 })));
    expect(exit).toBe('exit 0');
    expect(wallMs).toBeLessThan(shortMs);
  });

  it('curl gives up in the end', async (context) => {
    context.skip(!isInstalled('curl') || !isInstalled('lighttpd'), 'not installed');
    const { exit, wallMs } = refused(await explore(refusing(curl, 'always')));
    expect(exit).toBe('exit 7');
    expect(wallMs).toBeLessThan(shortMs);
  });

  it('wget waits longer each time', async (context) => {
    context.skip(!isInstalled('wget') || !isInstalled('lighttpd'), 'not installed');
    const wget = `wget --tries=8 --retry-connrefused --waitretry=10 -O - ${page}`;
    const { exit, wallMs } = refused(await explore(refusing(wget, { times: 7 })));
    expect(exit).toBe('exit 0');
    expect(wallMs).toBeLessThan(shortMs);
  });
});
