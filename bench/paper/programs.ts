import { join } from 'node:path';
import type { UserConfig } from '../../src/config/config-schema.js';
import { bin } from '../build.js';
import type { BenchWorld } from '../worlds.js';
import { printed, type PrintedRow } from './printed.js';

/** A row of Table 4: what is explored here, beside what the paper explored. */
export interface PaperProgram extends BenchWorld {
  readonly beside: PrintedRow;
  /** Whether it has a mistake to be found; the search then ends with it, as Algorithm 2 does. */
  readonly seeded: boolean;
}

const examples = join(import.meta.dirname, '../../examples');
const fixtures = join(import.meta.dirname, '../fixtures');
const alphabet = join(examples, 'alphabet/bin');
const page = join(fixtures, 'site/index.html');

export const alphabetClient: UserConfig = client('client-ok');

/** The server alone: nobody connects, and that is its end. */
export const alphabetServerAlone: UserConfig = {
  sut: { command: `${alphabet}/server 5000`, ready: { port: 5000 } },
  limits: { noProgressMs: 100 },
};

const alphabetServer: UserConfig = {
  sut: { command: `${alphabet}/server 5000`, ready: { port: 5000 } },
  drivers: [`${alphabet}/client-ok 127.0.0.1 5000`],
};

/** netcat listens, the other netcat sends it a page and ends the connection. */
const netcat = (listen: string, send: string): UserConfig => ({
  sut: { command: listen, ready: { port: 7001 } },
  drivers: [{ command: send, stdin: page }],
});

const lighttpd: UserConfig = {
  sut: { command: `lighttpd -D -f ${fixtures}/lighttpd.conf`, ready: { port: 8000 } },
  drivers: ['curl -s http://127.0.0.1:8000/'],
};

const redis: UserConfig = {
  sut: {
    command: 'redis-server --port 6379 --bind 127.0.0.1 --save "" --appendonly no',
    ready: { port: 6379 },
  },
  drivers: ['redis-cli -p 6379 SET key value'],
};

/** Table 4, in the paper's order. */
export const programs: readonly PaperProgram[] = [
  sound('http-server', printed.darkhttpd, http(join(bin, 'http-server-mended'))),
  seeded(
    'http-server, seeded fault',
    printed.darkhttpdSeeded,
    http(join(examples, 'http-server/bin/server')),
  ),
  sound('lighttpd', printed.frox, lighttpd, 'lighttpd', 'curl'),
  sound(
    'netcat-traditional',
    printed.netcat,
    netcat('nc.traditional -n -l -s 127.0.0.1 -p 7001', 'nc.openbsd -n -N 127.0.0.1 7001'),
    'nc.traditional',
    'nc.openbsd',
  ),
  sound(
    'netcat-openbsd',
    printed.netcat,
    netcat('nc.openbsd -n -l 127.0.0.1 7001', 'nc.traditional -n -q 0 127.0.0.1 7001'),
    'nc.traditional',
    'nc.openbsd',
  ),
  sound('redis-server', printed.prtunnel, redis, 'redis-server', 'redis-cli'),
  sound('alphabet server', printed.server, alphabetServer),
  sound('alphabet client, no error', printed.client, alphabetClient),
  seeded('alphabet client, assertion', printed.clientAssert, client('client-assert')),
  seeded('alphabet client, segfault', printed.clientSegv, client('client-segv')),
];

function sound(
  name: string,
  beside: PrintedRow,
  config: UserConfig,
  ...needs: readonly string[]
): PaperProgram {
  return { name, beside, config, needs, seeded: false };
}

function seeded(name: string, beside: PrintedRow, config: UserConfig): PaperProgram {
  return { name, beside, config, needs: [], seeded: true };
}

function client(name: string): UserConfig {
  return {
    sut: `${alphabet}/${name} 127.0.0.1 5000`,
    peers: [{ command: `${alphabet}/server 5000`, ready: { port: 5000 } }],
  };
}

function http(server: string): UserConfig {
  const cwd = join(examples, 'http-server');
  return {
    sut: { command: `${server} 8080 www`, cwd, ready: { port: 8080 } },
    drivers: [`${cwd}/bin/client 127.0.0.1 8080 / /hello.txt`],
  };
}
