import { describe, expect, test } from 'vitest';
import { choiceCalls, watchedCall } from '../../../src/choice/call.js';
import { consequenceOf } from '../../../src/choice/consequence.js';
import { Offers } from '../../../src/choice/offers.js';
import type { Situation } from '../../../src/choice/situation.js';
import { outcomeId } from '../../../src/model/outcome.js';
import { faultPresets } from '../../../src/model/settings.js';
import { present } from '../../../src/support/assert.js';
import { callFacts } from './sample-facts.js';

const everything = { presets: [...faultPresets], rules: [], persistence: 'once' } as const;

const kinds = [
  ['TCP', { family: 'inet', type: 'stream' }],
  ['UDP', { family: 'inet6', type: 'dgram' }],
  ['UNIX stream', { family: 'unix', type: 'stream' }],
  ['UNIX datagram', { family: 'unix', type: 'dgram' }],
] as const;

/** Where as much as possible can happen. */
const eventful = {
  role: 'udp:53',
  movable: 100,
  queued: 100,
  datagrams: 2,
  boundPort: 80,
  timeLimits: { receive: true, send: true },
  handlers: 'interrupting',
  past: { connects: false, sends: true },
} as const;

test.each(kinds)('a call on %s that waits gives up when its time has passed', (_, type) => {
  const timeLimits = { receive: true, send: true };
  for (const call of ['recvfrom', 'sendto'] as const) {
    const facts = callFacts(call, { timeLimits }, type);
    const { delay } = consequenceOf({ kind: 'errno', errno: 'EAGAIN' }, facts, false);
    expect(delay, call).toEqual({ forEver: true });
  }
});

describe('what is offered is brought about', () => {
  const cases = kinds.flatMap((kind) =>
    [false, true].flatMap((bare) =>
      [false, true].map((nonBlocking) => [...kind, nonBlocking, bare] as const),
    ),
  );

  test.each(cases)('on %s (%o), non-blocking %s, bare %s', (_, type, nonBlocking, bare) => {
    const offers = new Offers({ ...everything, bare });
    let offered = 0;
    for (const number of choiceCalls) {
      const call = present(watchedCall(number), 'a watched call');
      const facts = callFacts('read', { ...eventful, call }, { ...type, nonBlocking });
      const situation: Situation = { ...eventful, socket: facts.socket, bare };
      for (const outcome of offers.at(call.group, situation, []).outcomes.slice(1)) {
        const consequence = consequenceOf(outcome, facts, bare);
        const { before, after, delay, change } = consequence;
        const isNothing = change.call === 'run' && before.length + after.length === 0 && !delay;
        expect(isNothing, `${outcomeId(outcome)} at ${call.name}`).toBe(false);
        if (bare) expect([before.length, after.length, delay]).toEqual([0, 0, undefined]);
        offered += 1;
      }
    }
    expect(offered).toBeGreaterThan(20);
  });
});
