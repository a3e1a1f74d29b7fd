import { describe, it } from 'vitest';
import type { UserConfig } from '../../src/config/config-schema.js';
import type { ProgramObject } from '../../src/config/program-schema.js';
import { fixtures } from './explore.js';
import { expectGoldenTable } from './golden.js';

const outcomes = ['dns-nxdomain', 'dns-servfail', 'dns-nodata', 'dns-dead-first', 'duplicate'];
const lighttpd: ProgramObject = {
  command: 'lighttpd -D -f lighttpd.conf',
  cwd: fixtures,
  ready: { port: 8080 },
};
const printAddresses = [
  'import socket',
  'try: print(socket.getaddrinfo("db.example", 80, type=socket.SOCK_STREAM)[0][4])',
  'except socket.gaierror as error: raise SystemExit(-error.errno)',
].join('\n');

/** The world in which the name is known, and what a name server may say of it instead. */
function looksUp(sut: UserConfig['sut'], peers: UserConfig['peers'] = []): UserConfig {
  const dns = { 'db.example': ['127.0.0.1'] };
  return { sut, peers, dns, faults: { rules: [{ port: 53, outcomes }] } };
}

describe('what a name server says is heard by', () => {
  it('getent', async (context) => {
    const config = looksUp('getent ahosts db.example');
    await expectGoldenTable(context, { name: 'getent', needs: ['getent'], config });
  });

  it('curl', async (context) => {
    const command = 'curl --silent --show-error --fail http://db.example:8080/index.html';
    const config = looksUp(command, [lighttpd]);
    await expectGoldenTable(context, { name: 'curl-names', needs: ['curl', 'lighttpd'], config });
  });

  it('python', async (context) => {
    const python = '/usr/bin/python3';
    const config = looksUp({ command: [python, '-c', printAddresses] });
    await expectGoldenTable(context, { name: 'python-names', needs: [python], config });
  });
});
