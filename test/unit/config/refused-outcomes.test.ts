import { describe, expect, it } from 'vitest';
import { checkFaultRules } from '../../../src/config/check-fault-rules.js';
import type { FaultRule } from '../../../src/model/settings.js';
import { OperatorError } from '../../../src/support/operator-error.js';
import { entryIds, faultCatalogue } from '../../../src/support/fault-catalogue.js';

function refusal(rule: FaultRule, bare = false): OperatorError | undefined {
  try {
    checkFaultRules({ presets: ['all'], rules: [rule], bare, persistence: 'once' });
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(OperatorError);
    return error as OperatorError;
  }
}

/** Every outcome that network and peer can cause: where it can be, and where it cannot. */
const places: readonly (readonly [outcome: string, can: string, cannot: string])[] = [
  ['EADDRINUSE', 'listen', 'connect'],
  ['EADDRNOTAVAIL', 'bind', 'listen'],
  ['ECONNREFUSED', 'connect', 'accept'],
  ['ETIMEDOUT', 'read', 'bind'],
  ['ENETUNREACH', 'write', 'socket'],
  ['EHOSTUNREACH', 'sendmmsg', 'shutdown'],
  ['ENOENT', 'connect', 'send'],
  ['so_error-ECONNREFUSED', 'connect', 'recv'],
  ['so_error-ETIMEDOUT', 'getsockopt(SO_ERROR)', 'accept'],
  ['so_error-ENETUNREACH', 'connect', 'send'],
  ['so_error-EHOSTUNREACH', 'getsockopt(SO_ERROR)', 'read'],
  ['so_error-ECONNRESET', 'getsockopt(SO_ERROR)', 'connect'],
  ['dead', 'accept4', 'recv'],
  ['EAGAIN', 'accept', 'socket'],
  ['eof', 'recvmsg', 'send'],
  ['ECONNRESET', 'writev', 'accept'],
  ['reset-after-3', 'recv', 'send'],
  ['short-1', 'readv', 'accept'],
  ['short-all-but-1', 'sendmmsg', 'connect'],
  ['drop', 'recvfrom', 'connect'],
  ['duplicate', 'sendto', 'accept'],
  ['reorder', 'recvmmsg', 'sendto'],
  ['dns-nxdomain', 'recvfrom', 'accept'],
  ['dns-servfail', 'recv', 'send'],
  ['dns-nodata', 'recvmsg', 'socket'],
  ['dns-dead-first', 'read', 'connect'],
  ['silence', 'recv', 'accept'],
  ['delay', 'recv', 'send'],
  ['EPIPE', 'sendfile', 'recv'],
  ['EMSGSIZE', 'sendto', 'recvfrom'],
  ['lost', 'send', 'recv'],
  ['ENOTCONN', 'getpeername', 'recv'],
];

const noCalls = ['poll/select/epoll_wait', 'getaddrinfo'];

describe('an outcome that cannot be', () => {
  it.each(places)('%s is taken at %s and refused at %s', (outcome, can, cannot) => {
    expect(refusal({ call: can, outcomes: [outcome] })).toBeUndefined();
    const error = refusal({ call: cannot, outcomes: [outcome] });
    const message = `"${outcome}" is nothing that the environment can cause at ${cannot}`;
    expect(error?.message).toBe(`faults.rules[0].outcomes[0]: ${message}`);
    expect(error?.hint).toMatch(/^it can happen at [^;]+; outcomes at /);
    expect(error?.hint.slice(0, error.hint.indexOf(';'))).toContain(can);
  });

  it('is in the table, whatever the network can cause', () => {
    const all = faultCatalogue().filter(({ tier, call }) => tier === 1 && !noCalls.includes(call));
    const ids = new Set(all.flatMap((entry) => entryIds(entry, ['3'])));
    expect(places.map(([outcome]) => outcome).sort()).toEqual([...ids].sort());
  });

  it('is refused with a number of times of its own', () => {
    const error = refusal({ call: 'recv', outcomes: ['eof-always'] });
    expect(error?.message).toContain('how often "eof-always" happens is said by the rule');
    expect(error?.hint).toContain('`persistence`');
  });

  it.each([
    ['dead', 'accept'],
    ['lost', 'send'],
    ['drop', 'recv'],
    ['silence', 'recv'],
    ['reset-after-1', 'recv'],
    ['so_error-ECONNREFUSED', 'connect'],
  ])('%s is more than a result of %s, where faults are bare', (outcome, call) => {
    const rule = { call, outcomes: [outcome] };
    expect(refusal(rule)).toBeUndefined();
    expect(refusal(rule, true)?.message).toContain(`"${outcome}" is more than another result`);
  });

  it('is no result of a call, where faults are bare', () => {
    for (const outcome of ['eof', 'ECONNRESET', 'short-1'])
      expect(refusal({ call: 'recv', outcomes: [outcome] }, true)).toBeUndefined();
  });
});
