import { describe, it } from 'vitest';
import type { ProgramObject } from '../../src/config/program-schema.js';
import { expectGoldenTable } from './golden.js';

const needs = ['redis-server', 'redis-cli'];
const server: ProgramObject = {
  command: 'redis-server --port 6379 --bind 127.0.0.1 --save "" --appendonly no',
  ready: { port: 6379 },
};

describe('redis', () => {
  it('redis-cli', async (context) => {
    await expectGoldenTable(context, {
      name: 'redis-cli',
      needs,
      config: { sut: 'redis-cli -p 6379 SET key value', peers: [server] },
    });
  });

  it('redis-server', async (context) => {
    await expectGoldenTable(context, {
      name: 'redis-server',
      needs,
      config: { sut: server, drivers: ['redis-cli -p 6379 SET key value'] },
    });
  });
});
