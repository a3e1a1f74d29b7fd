import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok, type Outcome } from '../../../src/model/outcome.js';
import { pathKey, type Path } from '../../../src/model/path.js';
import { encodeToken, parsePathKey, parseToken } from '../../../src/model/token.js';

function text(alphabet: string, length: number): fc.Arbitrary<string> {
  const character = fc.constantFrom(...Array.from(alphabet));
  return fc.string({ unit: character, minLength: length, maxLength: length });
}

const hex = text('0123456789abcdef', 8);
const errno = fc.constantFrom('ECONNRESET', 'EPIPE', 'EINTR', 'E2BIG');
const fault: fc.Arbitrary<Outcome> = fc.oneof(
  errno.map((name) => ({ kind: 'errno', errno: name }) as const),
  errno.map((name) => ({ kind: 'so_error', errno: name }) as const),
  fc.constant({ kind: 'eof' } as const),
  fc.record({
    kind: fc.constant('short' as const),
    keep: fc.constantFrom('1' as const, 'all-but-1' as const),
  }),
);
const decision = fc.record({ at: text('abcdefghijklmnopqrstuvwxyz234567', 8), outcome: fault });
const path: fc.Arbitrary<Path> = fc.array(decision, { maxLength: 6 });
const epochMs = fc.integer({ min: 0, max: 2 ** 43 });
const token = fc.record({ configDigest: hex, buildId: hex, epochMs, path });
const seed = 5;

const example = {
  configDigest: '1f0c9a3e',
  buildId: '77ab01d2',
  epochMs: Date.UTC(2026, 0, 1),
  path: [
    { at: 'k3v7x2qa', outcome: { kind: 'errno', errno: 'ECONNRESET' } },
    { at: 'm4c7d2xw', outcome: { kind: 'short', keep: '1' } },
  ],
} as const;

describe('a token', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(token, (value) => {
        expect(parseToken(encodeToken(value))).toEqual({ kind: 'ok', token: value });
      }),
      { seed },
    );
  });

  it('has one text for one path', () => {
    fc.assert(
      fc.property(path, (value) => {
        expect(parsePathKey(pathKey(value))).toEqual(value);
      }),
      { seed },
    );
  });

  it('needs no quotes in a shell and no line of its own', () => {
    fc.assert(
      fc.property(token, (value) => {
        expect(encodeToken(value)).toMatch(/^[A-Za-z0-9:=,_-]+$/);
      }),
      { seed },
    );
  });

  it('is what the documentation shows', () => {
    // The format is public: tokens stand in bug reports. A change needs a new version.
    expect(encodeToken(example)).toBe(
      'cp2:1f0c9a3e:77ab01d2:mjuohs00:k3v7x2qa=ECONNRESET,m4c7d2xw=short-1:3755',
    );
    expect(encodeToken({ ...example, path: [] })).toBe('cp2:1f0c9a3e:77ab01d2:mjuohs00:ok:303a');
  });

  it('notices every change of one character', () => {
    const change = fc.record({ value: token, at: fc.nat(), by: text('aZ09=,:', 1) });
    fc.assert(
      fc.property(change, ({ value, at, by }) => {
        const written = encodeToken(value);
        const place = at % written.length;
        const changed = written.slice(0, place) + by + written.slice(place + 1);
        if (changed !== written) expect(parseToken(changed).kind).not.toBe('ok');
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(['malformed', 'unknown-version']).toContain(parseToken(value).kind);
      }),
      { seed },
    );
  });

  it('knows a version that it does not know', () => {
    expect(parseToken('cp1:whatever')).toEqual({ kind: 'unknown-version', version: '1' });
  });

  it.each([
    ['', 'begins with'],
    ['ok', 'begins with'],
    [' cp2:1f0c9a3e:77ab01d2:0:ok:0000', 'begins with'],
    ['cp2:1f0c9a3e:77ab01d2:0:ok', '6 parts between colons, this one 5'],
    ['cp2:1f0c9a3:77ab01d2:0:ok:0000', 'configuration digest'],
    ['cp2:1f0c9a3e:77AB01D2:0:ok:0000', 'build id'],
    ['cp2:1f0c9a3e:77ab01d2::ok:0000', 'is no moment'],
    ['cp2:1f0c9a3e:77ab01d2:00:ok:0000', 'is no moment'],
    ['cp2:1f0c9a3e:77ab01d2:-1:ok:0000', 'is no moment'],
    ['cp2:1f0c9a3e:77ab01d2:zzzzzzzzzzzz:ok:0000', 'is no moment'],
    ['cp2:1f0c9a3e:77ab01d2:0:ok:ffff', 'checksum'],
    [encodeToken({ ...example, path: [{ at: 'short', outcome: { kind: 'eof' } }] }), 'is no path'],
    [encodeToken({ ...example, path: [{ at: 'k3v7x2qa', outcome: ok }] }), 'is no path'],
  ])('says what is wrong with %j', (malformed, problem) => {
    const parsed = parseToken(malformed);
    if (parsed.kind !== 'malformed') throw new Error(parsed.kind);
    expect(parsed.problem).toContain(problem);
  });
});
