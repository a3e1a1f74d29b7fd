import { describe, expect, it } from 'vitest';
import type { ChoicePoint, Frame } from '../../../src/model/choice-point.js';
import type { Verdict } from '../../../src/model/verdict.js';
import { fingerprint } from '../../../src/oracle/fingerprint.js';
import { io, pointOf } from '../../search/fake-world.js';

const site = pointOf(io('recv', 'EIO'), 1);
const later = pointOf(io('recv', 'EIO'), 9);
const other = pointOf(io('send', 'EIO'), 1);

function frame(module: string, name?: string): Frame {
  const path = `/usr/lib/${module}`;
  return { module, path, address: 1, ...(name === undefined ? {} : { function: name }) };
}

function crash(stack: readonly Frame[], signal = 'SIGABRT'): Verdict {
  return { kind: 'crashed', crash: { role: 'sut', program: 'client', process: 1, signal, stack } };
}

const main = [frame('client', 'read_reply'), frame('client', 'main')];
const abort = [
  frame('libc.so.6', '__pthread_kill_implementation'),
  frame('libc.so.6', 'raise'),
  frame('libc.so.6', 'abort'),
];

function same(a: Verdict, b: Verdict, sites: readonly ChoicePoint[] = [site]): boolean {
  return fingerprint(a, sites) === fingerprint(b, sites);
}

describe('a fingerprint', () => {
  it('is 12 hexadecimal digits', () => {
    expect(fingerprint(crash(main), [])).toMatch(/^[0-9a-f]{12}$/);
  });

  it('does not see how the C library raises a crash', () => {
    const assertion = [...abort, frame('libc.so.6', '__assert_fail')];
    expect(same(crash([...abort, ...main]), crash([...assertion, ...main]))).toBe(true);
    const inside = [frame('client', 'raise'), frame('client', 'abort'), ...main];
    expect(same(crash(inside), crash(main))).toBe(true);
  });

  it('tells crashes apart by place and signal, not by the fault', () => {
    const elsewhere = [frame('client', 'write_request'), frame('client', 'main')];
    expect(same(crash(main), crash(elsewhere))).toBe(false);
    expect(same(crash(main), crash(main, 'SIGSEGV'))).toBe(false);
    expect(fingerprint(crash(main), [site])).toBe(fingerprint(crash(main), [other, site]));
  });

  it('does not see addresses, callers far out, or names that are not there', () => {
    const moved = main.map((one) => ({ ...one, address: 77 }));
    expect(same(crash(main), crash(moved))).toBe(true);
    const deep = ['a', 'b', 'c', 'd'].map((name) => frame('client', name));
    expect(same(crash([...deep, ...main]), crash([...deep, frame('client', 'start')]))).toBe(true);
    expect(same(crash([frame('client')]), crash([frame('libssl.so.3')]))).toBe(false);
  });

  it('is that of the last fault where there is no stack', () => {
    const hang: Verdict = { kind: 'hang', cause: 'cpu' };
    for (const verdict of [hang, crash([]), crash(abort)]) {
      expect(fingerprint(verdict, [site])).toBe(fingerprint(verdict, [other, site]));
      expect(fingerprint(verdict, [site])).not.toBe(fingerprint(verdict, [other]));
      expect(fingerprint(verdict, [site])).toBe(fingerprint(verdict, [later]));
    }
    expect(same(hang, { kind: 'hang', cause: 'wall' })).toBe(false);
  });

  it('is that of the summary for a sanitizer, without addresses', () => {
    const report = (summary: string): Verdict => {
      return { kind: 'sanitizer', tool: 'AddressSanitizer', summary };
    };
    expect(same(report('SEGV on 0x7f01 a.c:3'), report('SEGV on 0x7eff a.c:3'))).toBe(true);
    const leaks = [report('40 byte(s) leaked.'), report('8 byte(s) leaked.')] as const;
    expect(same(...leaks)).toBe(true);
    expect(same(report('SEGV a.c:3 in f'), report('SEGV a.c:4 in f'))).toBe(false);
  });

  it('differs between kinds of verdicts', () => {
    const verdicts: readonly Verdict[] = [
      { kind: 'did-not-stop' },
      { kind: 'server-ended', code: 1 },
      { kind: 'failed', code: 1 },
      { kind: 'crash-status', code: 139, signal: 'SIGSEGV' },
      { kind: 'rejected', message: 'no' },
      { kind: 'hang', cause: 'cpu' },
    ];
    expect(new Set(verdicts.map((verdict) => fingerprint(verdict, [site]))).size).toBe(6);
  });
});
