import { expect, it } from 'vitest';
import { unsupported } from '../../../src/choice/unsupported.js';

it('tells that a machine brings about what happens to sockets', () => {
  for (const outcome of ['lost', 'silence', 'dead', 'dns-nxdomain', 'reset-after-2', 'EPIPE'])
    expect(unsupported({ call: 'send', outcome }, 'qemu')).toBeUndefined();
});

it('tells of calls that are no choice points', () => {
  expect(unsupported({ call: 'close', outcome: 'EIO' }, 'replay')).toBe('no choice point');
  const mmap = { call: 'mmap', outcome: 'ENOMEM' };
  expect(unsupported(mmap, 'qemu')).toBe('the engine qemu does not see this call');
  expect(unsupported(mmap, 'rewind')).toBeUndefined();
});
