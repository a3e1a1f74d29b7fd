import { describe, expect, test } from 'vitest';
import { nr } from '../../../src/abi/syscalls.js';
import { watchedCall, type WatchedCall } from '../../../src/choice/call.js';
import { consequenceOf } from '../../../src/choice/consequence.js';
import { overrideFor } from '../../../src/choice/override-for.js';
import { parseOutcomeId } from '../../../src/model/outcome.js';
import { present } from '../../../src/support/assert.js';
import { Registers } from '../../../src/tracer/registers.js';
import { callFacts } from './sample-facts.js';

const msgNoSignal = 0x4000;
const call = (name: keyof typeof nr): WatchedCall => present(watchedCall(nr[name]), name);
const nothingAround = { before: [], after: [] };
const overrideOf = (id: string, name: keyof typeof nr, registers = new Registers()) =>
  overrideFor(
    consequenceOf(present(parseOutcomeId(id), id), { ...callFacts(name), movable: 10 }, true),
    call(name),
    registers,
  );

test('ok lets the call run', () => {
  expect(overrideOf('ok', 'read')).toEqual({ ...nothingAround, kind: 'run' });
});

test.each([
  ['ECONNRESET', -104],
  ['eof', 0],
  ['ENONET', -64],
])('%s answers %d', (id, result) => {
  expect(overrideOf(id, 'recvfrom')).toEqual({
    ...nothingAround,
    kind: 'answer',
    result,
    writes: [],
  });
});

describe('EPIPE raises SIGPIPE', () => {
  const flagRegister = { sendto: 'r10', sendmsg: 'rdx', sendmmsg: 'r10' } as const;

  test.each(['sendto', 'sendmsg', 'sendmmsg'] as const)('in %s unless it says no', (name) => {
    expect(overrideOf('EPIPE', name)).toMatchObject({ result: -32, signal: 'SIGPIPE' });
    const silent = new Registers().set(flagRegister[name], msgNoSignal);
    expect(overrideOf('EPIPE', name, silent)).not.toHaveProperty('signal');
  });

  test.each(['write', 'writev', 'sendfile', 'splice'] as const)('in %s', (name) => {
    expect(overrideOf('EPIPE', name)).toMatchObject({ result: -32, signal: 'SIGPIPE' });
  });
});

test.each([
  ['short-1', 'read', 'rdx', 1],
  ['short-all-but-1', 'write', 'rdx', 9],
  ['short-1', 'sendfile', 'r10', 1],
] as const)('%s limits %s', (id, name, register, count) => {
  expect(overrideOf(id, name)).toEqual({ ...nothingAround, kind: 'limit', register, count });
});

test('SO_ERROR is written where the call wants it', () => {
  const registers = new Registers().set('r10', 0x7fff0000).set('r8', 0x7fff0010);
  const [value, length] = [Buffer.from([111, 0, 0, 0]), Buffer.from([4, 0, 0, 0])];
  expect(overrideOf('so_error-ECONNREFUSED', 'getsockopt', registers)).toEqual({
    ...nothingAround,
    kind: 'answer',
    result: 0,
    writes: [
      { address: 0x7fff0000, bytes: value },
      { address: 0x7fff0010, bytes: length },
    ],
  });
});
