import { expect, it } from 'vitest';
import { nr } from '../../../src/abi/syscalls.js';
import { Detector } from '../../../src/choice/detector.js';
import { watchedNumbers } from '../../../src/choice/watched-numbers.js';
import { outcomeId } from '../../../src/model/outcome.js';
import type { FaultPreset, FaultRule, FaultSettings } from '../../../src/model/settings.js';
import { callFacts } from './sample-facts.js';

const waits: readonly number[] = [
  nr.poll,
  nr.ppoll,
  nr.select,
  nr.pselect6,
  nr.epoll_wait,
  nr.epoll_pwait,
  nr.epoll_pwait2,
];

function faultsOf(presets: readonly FaultPreset[], ...rules: readonly FaultRule[]): FaultSettings {
  return { presets, rules, bare: false, persistence: 'once' };
}

it.each<[string, FaultSettings, readonly number[]]>([
  ['the preset all', faultsOf(['all', 'interrupts', 'resources']), []],
  ['the preset waits', faultsOf(['all', 'waits']), waits],
  ['a rule for other calls', faultsOf(['waits'], { call: 'recv' }), []],
  ['a rule for all calls', faultsOf(['waits'], { port: 80 }), waits],
  ['a rule with an outcome of waits', faultsOf(['all'], { outcomes: ['hup'] }), waits],
  ['a rule with an outcome of others, too', faultsOf(['all'], { outcomes: ['EINTR'] }), []],
  ['a rule that names one', faultsOf(['all'], { call: 'ppoll' }), [nr.ppoll]],
  ['a rule for select(3)', faultsOf(['all'], { call: 'select' }), [nr.select, nr.pselect6]],
])('%s means so many of them', (_, faults, numbers) => {
  expect(watchedNumbers(faults).filter((number) => waits.includes(number))).toEqual(numbers);
});

const wait = { limitMs: 5000, isOpen: true, canSend: false } as const;

it.each<[string, FaultSettings, readonly string[]]>([
  ['waits', faultsOf(['waits']), ['ok', 'timeout', 'hup']],
  ['signals, too', faultsOf(['waits', 'interrupts']), ['ok', 'EINTR', 'timeout', 'hup']],
  ['memory, too', faultsOf(['waits', 'resources']), ['ok', 'ENOMEM', 'timeout', 'hup']],
  ['a rule by name', faultsOf(['representative'], { call: 'poll' }), ['ok', 'timeout', 'hup']],
  ['a rule by outcome', faultsOf(['all'], { outcomes: ['hup', 'EINTR'] }), ['ok', 'EINTR', 'hup']],
  ['others only', faultsOf(['all'], { port: 5000 }), ['ok']],
])('what is offered: %s', (_, faults, ids) => {
  const facts = callFacts('poll', { wait, handlers: 'restarting' });
  const point = new Detector(faults).detect(facts);
  expect(point?.name).toBe('poll client:5000 @main>ask #1');
  expect(point?.outcomes.map(outcomeId)).toEqual(ids);
});

it('room to send is waited for only while a socket is being connected', () => {
  const detector = new Detector(faultsOf(['waits']));
  const idsOf = (canSend: boolean): unknown =>
    detector
      .detect(callFacts('poll', { wait: { ...wait, canSend } }, { nonBlocking: true }))
      ?.outcomes.map(outcomeId);
  expect(idsOf(true)).toEqual(['ok', 'hup']);
  const datagrams = { nonBlocking: true, type: 'dgram' } as const;
  detector.detect(callFacts('connect', { inode: '78' }, datagrams));
  const probe = callFacts('poll', { inode: '78', wait: { ...wait, canSend: true } }, datagrams);
  expect(detector.detect(probe)?.outcomes.map(outcomeId)).not.toContain('timeout');
  detector.detect(callFacts('connect', {}, { nonBlocking: true }));
  expect(idsOf(true)).toEqual(['ok', 'timeout', 'hup']);
  detector.detect(callFacts('write', {}, { nonBlocking: true }));
  expect(idsOf(true)).toEqual(['ok', 'hup']);
  expect(idsOf(false)).toEqual(['ok', 'timeout', 'hup']);
});

it('a wait for a connection that is over is told so often, and one for others always', () => {
  const detector = new Detector(faultsOf(['waits']));
  const over = { ...wait, isOpen: false };
  const told = Array.from({ length: 20 }, () =>
    detector.detect(callFacts('poll', { wait: over }, { peer: undefined as never })),
  );
  expect(told.filter((point) => point !== undefined)).toHaveLength(16);
});
