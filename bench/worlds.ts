import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { UserConfig } from '../src/config/config-schema.js';
import { bin } from './build.js';

/** A world that engines are compared in. */
export interface BenchWorld {
  readonly name: string;
  /** Programs that must be installed. */
  readonly needs: readonly string[];
  readonly config: UserConfig;
}

const fixtures = join(import.meta.dirname, 'fixtures');
const built = (name: string): string => join(bin, name);
const alphabet = join(import.meta.dirname, '../examples/alphabet/bin');

const pythonServer = {
  command: '/usr/bin/python3 -u -m http.server --bind 127.0.0.1 8000',
  cwd: join(fixtures, 'site'),
  ready: { port: 8000 },
};

/** What the issue of speed is measured with: small, real, large, many-threaded. */
export const worlds: readonly BenchWorld[] = [
  {
    name: 'alphabet client',
    needs: [],
    config: {
      sut: `${alphabet}/client-ok 127.0.0.1 5000`,
      peers: [{ command: `${alphabet}/server 5000`, ready: { port: 5000 } }],
    },
  },
  {
    name: 'curl + lighttpd',
    needs: ['curl', 'lighttpd'],
    config: {
      sut: 'curl -s http://127.0.0.1:8000/',
      peers: [{ command: `lighttpd -D -f ${fixtures}/lighttpd.conf`, ready: { port: 8000 } }],
    },
  },
  ...[1, 50, 500].map(redisWith),
  {
    name: 'python3 client',
    needs: ['/usr/bin/python3'],
    config: { sut: `/usr/bin/python3 ${fixtures}/client.py`, peers: [pythonServer] },
  },
  {
    name: 'Node client',
    needs: ['node', '/usr/bin/python3'],
    config: { sut: `node ${fixtures}/client.mjs`, peers: [pythonServer] },
  },
  {
    name: '8-thread server',
    needs: [],
    config: {
      sut: { command: `${built('threads')} 5000 8`, ready: { port: 5000 } },
      drivers: [`${alphabet}/client-ok 127.0.0.1 5000`],
    },
  },
];

function redisWith(megabytes: number): BenchWorld {
  const keys = String(megabytes * 1000);
  const server = 'redis-server --port 6379 --bind 127.0.0.1 --save "" --appendonly no';
  return {
    name: `redis-server, ${String(megabytes)} MB`,
    needs: ['redis-server', 'redis-cli'],
    config: {
      sut: {
        command: `${server} --enable-debug-command yes`,
        ready: { port: 6379 },
      },
      drivers: [
        `redis-cli -p 6379 debug populate ${keys} key 900`,
        'redis-cli -p 6379 SET key value',
      ],
    },
  };
}

/** N processes that hold some memory and wait: Figures 9 and 10 of the paper. */
export function idleProcesses(count: number, megabytes: number): BenchWorld {
  const idle = { command: `${built('idle')} ${String(megabytes)}`, ready: { line: 'ready' } };
  return {
    name: `${String(count)} processes, ${String(megabytes)} MB each`,
    needs: [],
    config: {
      sut: built('one-call'),
      peers: Array.from({ length: count }, (_, i) => ({ name: `idle-${String(i)}`, ...idle })),
    },
  };
}

export function isRunnable({ needs }: BenchWorld): boolean {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return needs.every((name) =>
    directories.some((directory) => existsSync(resolve(directory, name))),
  );
}
