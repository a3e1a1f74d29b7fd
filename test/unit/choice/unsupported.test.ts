import { describe, expect, it } from 'vitest';
import { unsupported } from '../../../src/choice/unsupported.js';

const none = { presets: ['all'], rules: [] } as const;

it('tells that a machine brings about what happens to sockets', () => {
  for (const outcome of ['lost', 'silence', 'dead', 'dns-nxdomain', 'reset-after-2', 'EPIPE'])
    expect(unsupported({ call: 'send', outcome }, 'qemu', none)).toBeUndefined();
});

it('tells of calls that are no choice points', () => {
  expect(unsupported({ call: 'close', outcome: 'EIO' }, 'replay', none)).toBe('no choice point');
  const mmap = { call: 'mmap', outcome: 'ENOMEM' };
  expect(unsupported(mmap, 'qemu', none)).toBe('the engine qemu does not see this call');
  expect(unsupported(mmap, 'rewind', none)).toBeUndefined();
});

describe('of a wait it tells', () => {
  const hup = { call: 'poll/select/epoll_wait', outcome: 'hup' };
  const spurious = { ...hup, outcome: 'spurious' };
  const preset = { presets: ['waits'], rules: [] } as const;

  it('that nobody means it', () => {
    const unless = 'a wait is a choice point only with the preset waits, or where a rule names it';
    expect(unsupported(hup, 'rewind', none)).toBe(unless);
    expect(unsupported(spurious, 'qemu', none)).toBe(unless);
    expect(unsupported({ ...hup, rule: 0 }, 'replay', { ...none, rules: [{}] })).toBe(unless);
    expect(unsupported(hup, 'rewind', preset)).toBeUndefined();
    const named = { presets: ['all'], rules: [{ call: 'ppoll' }] } as const;
    expect(unsupported({ ...hup, rule: 0 }, 'replay', named)).toBeUndefined();
  });

  it('what stands for it, and that a machine does not see it', () => {
    const same = 'EAGAIN at the call that follows is the same';
    expect(unsupported(spurious, 'replay', preset)).toBe(same);
    const unseen = 'the engine qemu does not see this call';
    expect(unsupported(hup, 'qemu', preset)).toBe(unseen);
    expect(unsupported({ call: 'select', outcome: 'hup', rule: 0 }, 'qemu', none)).toBe(unseen);
  });
});
