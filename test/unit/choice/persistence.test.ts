import { describe, expect, test } from 'vitest';
import type { CallFacts } from '../../../src/choice/detector.js';
import { Detector } from '../../../src/choice/detector.js';
import type { ChoicePoint } from '../../../src/model/choice-point.js';
import { ok, outcomeId, parseOutcomeId } from '../../../src/model/outcome.js';
import type { FaultPersistence, FaultRule } from '../../../src/model/settings.js';
import { present } from '../../../src/support/assert.js';
import { callFacts } from './sample-facts.js';

function detector(persistence: FaultPersistence, ...rules: readonly FaultRule[]): Detector {
  return new Detector({ presets: ['all'], rules, bare: false, persistence });
}

function detected(watching: Detector, facts: CallFacts): ChoicePoint {
  return present(watching.detect(facts), 'a choice point');
}

/** Meets the calls in a row and takes the outcome at the first: what happens at each of them. */
function happenings(watching: Detector, outcome: string, calls: readonly CallFacts[]): string[] {
  return calls.map((facts, i) => {
    const point = detected(watching, facts);
    const chosen = present(i === 0 ? parseOutcomeId(outcome) : ok, 'an outcome');
    return outcomeId(watching.decided(point, chosen, facts));
  });
}

const recv = callFacts('recvfrom');
const send = callFacts('sendto');
const elsewhere = callFacts('recvfrom', { inode: '78' }, { peer: '127.0.0.1:5001' });
const { peer: _, local: __, ...closed } = recv.socket;
const unconnected: CallFacts = { ...recv, socket: closed };

describe('an outcome', () => {
  test.each([
    ['eof', ['eof', 'ok', 'ok', 'ok']],
    ['eof-times-2', ['eof-times-2', 'eof', 'ok', 'ok']],
    ['eof-always', ['eof-always', 'eof', 'eof', 'eof']],
  ])('that is %s happens at so many of four calls', (outcome, expected) => {
    expect(happenings(detector('once'), outcome, [recv, recv, recv, recv])).toEqual(expected);
  });

  test('happens again only at the same call, for the same role', () => {
    const happened = happenings(detector('once'), 'eof-times-2', [recv, send, elsewhere, recv]);
    expect(happened).toEqual(['eof-times-2', 'ok', 'ok', 'eof']);
  });

  test('waits for a call where it can happen', () => {
    const happened = happenings(detector('once'), 'eof-times-2', [recv, unconnected, recv]);
    expect(happened).toEqual(['eof-times-2', 'ok', 'eof']);
  });

  test('does not branch where it happens again, and goes back with its mark', () => {
    const watching = detector('once');
    happenings(watching, 'ECONNRESET-times-3', [recv]);
    const mark = watching.copy();
    const again = detected(watching, recv);
    expect(again.outcomes).toEqual([ok]);
    expect(again.repeats?.outcome).toEqual({ kind: 'errno', errno: 'ECONNRESET' });
    happenings(watching, 'ok', [recv, recv]);
    expect(detected(mark.copy(), recv).repeats).toEqual(again.repeats);
  });

  test('changes neither names nor what rules have counted', () => {
    const rule = { call: 'recv', outcomes: ['eof'] };
    const once = detector('once', rule, { ...rule, nth: 3, outcomes: ['short-1'] });
    const always = once.copy();
    happenings(always, 'eof-times-2', [recv]);
    happenings(once, 'ok', [recv]);
    const names = [once, always].map((watching) =>
      [recv, recv].map((facts) => detected(watching, facts)),
    );
    expect(names[1]?.map(({ name }) => name)).toEqual(names[0]?.map(({ name }) => name));
    expect(names[1]?.at(-1)?.outcomes).toEqual(names[0]?.at(-1)?.outcomes);
  });

  test.each<[FaultPersistence, string]>([
    ['once', 'eof'],
    ['always', 'eof-always'],
    [{ times: 1 }, 'eof'],
    [{ times: 2 }, 'eof-times-2'],
  ])('is offered as often as settings or rule say: %o', (persistence, id) => {
    const rule = { call: 'recv', outcomes: ['eof'] };
    const byAll = detected(detector(persistence, rule), recv);
    const byRule = detected(detector('always', { ...rule, persistence }), recv);
    expect(byAll.outcomes.map(outcomeId)).toEqual(['ok', id]);
    expect(byRule.outcomes.map(outcomeId)).toEqual(['ok', id]);
    expect(detected(detector(persistence), recv).outcomes.map(outcomeId)).toContain(id);
  });
});

describe('a connection that fails later', () => {
  const connect = callFacts('connect', { address: '127.0.0.1:5000' }, { nonBlocking: true });
  const asks = callFacts('getsockopt', {}, { nonBlocking: true });
  const { peer: ___, ...unanswered } = asks.socket;
  const pending: CallFacts = { ...asks, socket: unanswered };

  test('is told the error that was chosen, once', () => {
    const happened = happenings(detector('once'), 'so_error-ETIMEDOUT', [
      connect,
      pending,
      pending,
    ]);
    expect(happened).toEqual(['so_error-ETIMEDOUT', 'so_error-ETIMEDOUT', 'ok']);
  });

  test('is told by the kernel that it is refused', () => {
    const happened = happenings(detector('once'), 'so_error-ECONNREFUSED', [connect, pending]);
    expect(happened).toEqual(['so_error-ECONNREFUSED', 'ok']);
  });

  test('is asked at the call of connect, and then only for what happens to one that stands', () => {
    const watching = detector('once');
    // Linux says 0 where nothing was to be connected: the error would be of no connection at all.
    expect(detected(watching, pending).outcomes).toEqual([ok]);
    expect(detected(watching, connect).outcomes.map(outcomeId)).toContain('so_error-ECONNREFUSED');
    expect(detected(watching, pending).outcomes).toEqual([ok]);
    const standing = detected(watching, asks).outcomes.map(outcomeId);
    expect(standing).toContain('so_error-ECONNRESET');
    expect(standing).not.toContain('so_error-ECONNREFUSED');
  });
});
