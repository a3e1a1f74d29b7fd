import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BothEngines } from './both-engines.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
let engines: BothEngines;

beforeAll(async () => {
  engines = await BothEngines.open(bench, [await bench.compile('datagrams/talk')]);
});
afterAll(async () => {
  await engines[Symbol.asyncDispose]();
  bench[Symbol.dispose]();
});

const [one, two] = ['one from 127.0.0.1 5001', 'two from 127.0.0.1 5001'];
const [other, none] = ['two from 127.0.0.1 5002', 'EAGAIN'];
const [six1, six2] = ['one from ::1 5001', 'two from ::1 5001'];
const [mapped1, mapped2] = ['one from ::ffff:127.0.0.1 5001', 'two from ::ffff:127.0.0.1 5001'];

describe('at a call that receives', () => {
  test.each([
    ['receive', 'ok', [one, other, none]],
    ['receive', 'drop', [other, none, none]],
    ['receive', 'duplicate', [one, other, one]],
    ['receive', 'reorder', [other, one, none]],
    ['receive', 'ECONNREFUSED', ['ECONNREFUSED', none, none]],
    ['linked', 'drop', [two, none, none]],
    ['linked', 'duplicate', [one, two, one]],
    ['linked', 'reorder', [two, one, none]],
    ['empty', 'drop', [two, none, none]],
    ['empty', 'duplicate', [' from 127.0.0.1 5001', two, ' from 127.0.0.1 5001']],
    ['empty', 'reorder', [two, ' from 127.0.0.1 5001', none]],
    ['version-six', 'drop', [six2, none, none]],
    ['version-six', 'duplicate', [six1, six2, six1]],
    ['version-six', 'reorder', [six2, six1, none]],
    ['mapped', 'duplicate', [mapped1, mapped2, mapped1]],
    ['mapped', 'reorder', [mapped2, mapped1, none]],
  ])('%s, %s', async (name, outcome, got) => {
    const { stdout } = await engines.run(name, { call: 'recvfrom', outcome });
    expect(stdout).toBe(lines(got.map((text) => `got ${text}`)));
  });

  test.each([
    ['drop', two, [two, none, none]],
    ['reorder', two, [two, one, none]],
    ['duplicate', one, [one, two, one]],
  ])('that only looks, %s', async (outcome, saw, got) => {
    const { stdout } = await engines.run('peek', { call: 'recvfrom', outcome });
    expect(stdout).toBe(lines([`saw ${saw}`, ...got.map((text) => `got ${text}`)]));
  });

  test('and gives up after a time, drop', async () => {
    const { stdout } = await engines.run('limited', { call: 'recvfrom', outcome: 'drop' });
    expect(stdout).toBe('got EAGAIN\n');
  });

  test('and waits, drop: for ever', async () => {
    const ending = await engines.run('blocking', { call: 'recvfrom', outcome: 'drop' });
    expect(ending).toEqual({ reason: 'no-progress', stdout: '', exitCode: undefined });
  });
});

describe('at a call that receives many', () => {
  test.each([
    ['short-1', 'recvmmsg 1: one   ', ['two', 'three', 'four']],
    ['short-all-but-1', 'recvmmsg 3: one two three ', ['four', none, none]],
    ['drop', 'recvmmsg 3: two three four ', [none, none, none]],
    ['reorder', 'recvmmsg 4: two three four one', [none, none, none]],
    ['duplicate', 'recvmmsg 4: one two three four', ['one', none, none]],
  ])('%s', async (outcome, said, left) => {
    const { stdout } = await engines.run('receive-many', { call: 'recvmmsg', outcome });
    expect(stdout).toBe(lines([said, ...left.map(got)]));
  });
});

describe('at a call that sends many', () => {
  test.each([
    ['short-1', 'sendmmsg 1: 3 0 0', ['one', none, none]],
    ['short-all-but-1', 'sendmmsg 2: 3 3 0', ['one', 'two', none]],
    ['drop', 'sendmmsg 3: 3 3 5', [none, none, none]],
    ['duplicate', 'sendmmsg 3: 3 3 5', ['one', 'two', 'three']],
  ])('%s', async (outcome, said, arrived) => {
    const { stdout } = await engines.run('send-many', { call: 'sendmmsg', outcome });
    expect(stdout).toBe(lines([said, ...arrived.map(got)]));
  });
});

describe('at a call that sends', () => {
  const calls = { sendto: 'sendto', sendmsg: 'writev', write: 'write', writev: 'writev' };

  test.each(Object.keys(calls) as (keyof typeof calls)[])(
    '%s, drop and duplicate',
    async (call) => {
      const results = Object.entries(calls).map(([name, text]) => `${name} ${String(text.length)}`);
      const sent = Object.entries(calls);
      const dropped = sent.filter(([name]) => name !== call).map(([, text]) => got(text));
      const doubled = sent.flatMap(([name, text]) => (name === call ? [text, text] : [text]));
      const { stdout } = await engines.run('send-each', { call, outcome: 'drop' });
      expect(stdout).toBe(lines([...results, ...dropped, 'got EAGAIN', 'got EAGAIN']));
      const twice = await engines.run('send-each', { call, outcome: 'duplicate' });
      expect(twice.stdout).toBe(lines([...results, ...doubled.map(got)]));
    },
  );
});

describe('a connected socket that nobody was there for', () => {
  test.each([
    ['refused-send', 'sendto', 2],
    ['refused-receive', 'recvfrom', 2],
  ])('%s leaves what the real thing leaves', async (name, call, nth) => {
    const real = await engines.run(`real-${name}`, { call: 'sendto', outcome: 'ok' });
    const { stdout } = await engines.run(name, { call, nth, outcome: 'ECONNREFUSED' });
    expect(stdout).toContain('ECONNREFUSED\npoll 4, SO_ERROR 0\nthen EAGAIN\n');
    expect(stdout).toBe(real.stdout);
  });
});

/** A line of the program about what it got. */
function got(text: string): string {
  return text === none ? `got ${none}` : `got ${text} from 127.0.0.1 5001`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
