import { describe, expect, test } from 'vitest';
import { Detector } from '../../../src/choice/detector.js';
import { outcomeId } from '../../../src/model/outcome.js';
import type { FaultRule } from '../../../src/model/settings.js';
import { callFacts, stackOf } from './sample-facts.js';

const detector = (...rules: readonly FaultRule[]): Detector =>
  new Detector({ presets: ['representative'], rules, bare: false, persistence: 'once' });

/** The outcomes of some calls in a row, without `ok`. */
function outcomesOf(
  rules: readonly FaultRule[],
  ...facts: readonly ReturnType<typeof callFacts>[]
): string[] {
  const watching = detector(...rules);
  const points = facts.map((fact) => watching.detect(fact));
  return points.map((point) => (point?.outcomes ?? []).slice(1).map(outcomeId).join(' '));
}

describe('names', () => {
  test('tell call, role, stack and count', () => {
    const watching = detector();
    const names = [1, 2].map(() => watching.detect(callFacts('write'))?.name);
    expect(names).toEqual(['write client:5000 @main>ask #1', 'write client:5000 @main>ask #2']);
  });

  test('spell recv and send as programs do', () => {
    const calls = [
      detector().detect(callFacts('recvfrom')),
      detector().detect(callFacts('sendto')),
      detector().detect(callFacts('sendto', { address: '127.0.0.1:53' }, { type: 'dgram' })),
    ];
    expect(calls.map((point) => point?.call)).toEqual(['recv', 'send', 'sendto']);
  });

  test('and ids are the same for the same calls, whatever the numbers', () => {
    const one = detector().detect(callFacts('write'));
    const socket = { fd: 9, local: '127.0.0.1:50123' };
    const other = detector().detect(callFacts('write', { process: 4, inode: '5' }, socket));
    expect(other?.name).toBe(one?.name);
    expect(other?.id).toBe(one?.id);
    // Tokens of earlier versions hold it.
    expect(one?.id).toBe('6q5tvcmu');
  });

  test('differ by stack, role and call', () => {
    const watching = detector();
    const ids = [
      callFacts('write'),
      callFacts('read'),
      callFacts('write', { stack: stackOf('tell', 'main') }),
      callFacts('write', {}, { peer: '127.0.0.1:5001' }),
    ].map((facts) => watching.detect(facts)?.id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('roles', () => {
  test('stay when the connection goes', () => {
    const watching = detector();
    watching.detect(callFacts('write'));
    const { peer: _, local: __, ...unconnected } = callFacts('read').socket;
    const gone = { ...callFacts('read'), socket: unconnected };
    expect(watching.detect(gone)?.socket.role).toBe('client:5000');
  });

  test('come from the address that a call names', () => {
    const connecting = callFacts('connect', { address: '127.0.0.1:80' });
    expect(detector().detect(connecting)?.socket.role).toBe('client:80');
    const binding = callFacts('bind', { address: '0.0.0.0:80' });
    expect(detector().detect(binding)?.socket.role).toBe('bound:80');
  });

  test('are none for unnamed pairs and the services of the system', () => {
    const { peer: _, local: __, ...unnamed } = callFacts('read').socket;
    const pair = { ...callFacts('read'), socket: { ...unnamed, family: 'unix' as const } };
    expect(detector().detect(pair)).toBeUndefined();
    const nscd = callFacts('connect', { address: '/var/run/nscd/socket' }, { family: 'unix' });
    expect(detector().detect(nscd)).toBeUndefined();
  });
});

describe('rules', () => {
  const read = callFacts('recvfrom');

  test('without outcomes use the preset, and nothing is offered elsewhere', () => {
    expect(outcomesOf([{ call: 'recv' }], read, callFacts('write'))).toEqual(['ECONNRESET', '']);
  });

  test('count their own matches', () => {
    const rule = { call: 'recv', nth: 2, outcomes: ['eof'] };
    expect(outcomesOf([rule], read, callFacts('write'), read, read)).toEqual(['', '', 'eof', '']);
  });

  test.each<[string, FaultRule, ReturnType<typeof callFacts>]>([
    ['function', { function: 'ask' }, callFacts('recvfrom', { stack: stackOf('tell', 'main') })],
    ['port', { port: 5000 }, callFacts('recvfrom', {}, { peer: '127.0.0.1:5001' })],
    [
      'address',
      { address: '127.0.0.1' },
      callFacts('recvfrom', {}, { peer: '[::1]:5000', local: '[::1]:1' }),
    ],
    [
      'whole address',
      { address: '127.0.0.1:5000' },
      callFacts('recvfrom', {}, { peer: '127.0.0.1:5001' }),
    ],
    ['descriptor', { fd: 3 }, callFacts('recvfrom', {}, { fd: 4 })],
    ['call', { call: 'recvfrom' }, callFacts('read')],
  ])('match by %s', (_, rule, other) => {
    expect(outcomesOf([{ ...rule, outcomes: ['eof'] }], read, other)).toEqual(['eof', '']);
  });

  test('need all of their fields', () => {
    const rule = { call: 'recv', port: 5000, function: 'tell' };
    expect(outcomesOf([rule], read)).toEqual(['']);
  });

  test('together offer each outcome once', () => {
    const rules = [{ outcomes: ['eof', 'ECONNRESET'] }, { call: 'recv', outcomes: ['eof'] }];
    expect(outcomesOf(rules, read)).toEqual(['eof ECONNRESET']);
  });
});

describe('a socket without a connection', () => {
  const { peer: _, ...unconnected } = callFacts('write').socket;
  const write = { ...callFacts('write'), socket: unconnected };

  test('is told of a number of times, and when there is a connection again', () => {
    const one = detector();
    const told = Array.from({ length: 100 }, () => one.detect(write) !== undefined);
    expect(told.filter((isTold) => isTold)).toHaveLength(16);
    expect(one.copy().detect(write)).toBeUndefined();
    expect(one.detect(callFacts('write'))).toBeDefined();
    expect(one.detect(write)).toBeDefined();
  });
});
