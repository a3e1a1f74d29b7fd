import { expect, it } from 'vitest';
import { unsupported, unsupportedIn } from '../../../src/choice/unsupported.js';

const dns = 'the engine qemu does not change the answers of name servers';

it('tells what only a machine cannot do', () => {
  const asked = { call: 'recv', outcome: 'dns-nxdomain-always' };
  expect(unsupported(asked, 'qemu')).toBe(dns);
  expect(unsupported(asked, 'rewind')).toBeUndefined();
  expect(unsupportedIn('qemu', { kind: 'dns', failure: 'nodata' })).toBe(dns);
  expect(unsupportedIn(undefined, { kind: 'dns', failure: 'nodata' })).toBeUndefined();
});

it('tells that a machine brings about what happens to sockets', () => {
  for (const outcome of ['lost', 'silence', 'dead', 'duplicate', 'reset-after-2', 'EPIPE'])
    expect(unsupported({ call: 'send', outcome }, 'qemu')).toBeUndefined();
});

it('tells of calls that are no choice points', () => {
  expect(unsupported({ call: 'close', outcome: 'EIO' }, 'replay')).toBe('no choice point');
  const mmap = { call: 'mmap', outcome: 'ENOMEM' };
  expect(unsupported(mmap, 'qemu')).toBe('the engine qemu does not see this call');
  expect(unsupported(mmap, 'rewind')).toBeUndefined();
});
