import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BothEngines } from './both-engines.js';
import { program, runOnce } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

const names = { 'db.example': ['127.0.0.1'], both: ['127.0.0.2', '::1'], '*.wild': ['127.0.0.3'] };
const failures = [
  ['dns-nxdomain', 'EAI_NONAME'],
  ['dns-servfail', 'EAI_AGAIN'],
  ['dns-nodata', 'EAI_NODATA'],
] as const;

describe('the resolver in the world', () => {
  let engines: BothEngines;
  beforeAll(async () => {
    engines = await BothEngines.open(bench, [await bench.compile('dns/lookup')], { dns: names });
  });
  afterAll(async () => engines[Symbol.asyncDispose]());

  test('knows names, and no others', async () => {
    const input = 'db.example both a.wild b.a.wild nowhere -4 both localhost';
    const { stdout } = await engines.run(input, { call: 'sendmmsg', outcome: 'ok' });
    expect(stdout.split('\n')).toEqual([
      'db.example 127.0.0.1',
      'both ::1 127.0.0.2',
      'a.wild 127.0.0.3',
      'b.a.wild 127.0.0.3',
      'nowhere EAI_NONAME',
      'both 127.0.0.2',
      'localhost 127.0.0.1',
      '',
    ]);
  });

  test.each(failures)('%s is %s, for both kinds of address, once', async (outcome, error) => {
    for (const name of ['db.example', 'both']) {
      const { stdout } = await engines.run(`${name} -4 ${name}`, { call: 'recvfrom', outcome });
      const address = (names[name as 'both'] satisfies readonly string[])[0] ?? '';
      expect(stdout).toBe(`${name} ${error}\n${name} ${address}\n`);
    }
  });

  test.each(failures)('%s of version 4 alone', async (outcome, error) => {
    const { stdout } = await engines.run('-4 both both', { call: 'recvfrom', outcome });
    expect(stdout).toBe(`both ${error}\nboth 127.0.0.2\n`);
  });

  test('an answer that fails after the other was given leaves the next one alone', async () => {
    const place = { call: 'recvfrom', nth: 2, outcome: 'dns-nodata' };
    const { stdout } = await engines.run('both both', place);
    expect(stdout).toMatch(/^both (::1|127\.0\.0\.2)\nboth ::1 127\.0\.0\.2\n$/);
  });

  test('dns-dead-first puts an address first that is dead', async () => {
    const place = { call: 'recvfrom', outcome: 'dns-dead-first' };
    const { stdout } = await engines.run('db.example db.example', place);
    expect(stdout).toBe('db.example 127.255.0.1 127.0.0.1\ndb.example 127.0.0.1\n');
  });

  test('an answer that comes twice does no harm', async () => {
    const place = { call: 'recvfrom', outcome: 'duplicate' };
    const { stdout } = await engines.run('db.example both', place);
    expect(stdout).toBe('db.example 127.0.0.1\nboth ::1 127.0.0.2\n');
  });
});

describe('a name server of the user', () => {
  let engines: BothEngines;
  beforeAll(async () => {
    const peers = [program('peer', [await bench.compile('dns/name-server')])];
    engines = await BothEngines.open(bench, [await bench.compile('dns/lookup')], { peers });
  });
  afterAll(async () => engines[Symbol.asyncDispose]());

  test.each(failures)('%s is %s, also in an answer that comes later', async (outcome, error) => {
    const input = '-s db.example db.example';
    const { stdout } = await engines.run(input, { call: 'recvfrom', outcome });
    expect(stdout).toBe(`db.example ${error}\ndb.example 127.0.0.7\n`);
  });

  test('a dead address comes first', async () => {
    const place = { call: 'recvfrom', outcome: 'dns-dead-first' };
    const { stdout } = await engines.run('-s db.example', place);
    expect(stdout).toBe('db.example 127.255.0.1 127.0.0.7\n');
  });
});

test('a peer may ask for names', async () => {
  const lookup = await bench.compile('dns/lookup');
  const peer = program('peer', ['/bin/sh', '-c', `echo db.example | ${lookup}; exec sleep 60`]);
  const { termination } = await runOnce(['/bin/true'], { dns: names, peers: [peer] });
  expect(termination.programs[0]?.stdout).toBe('db.example 127.0.0.1\n');
});
