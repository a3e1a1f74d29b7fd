import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../src/model/settings.js';
import { settingsDigest } from '../../../src/store/settings-digest.js';
import { stableJson } from '../../../src/store/stable-json.js';
import { serverSettings, settings } from '../../search/terminations.js';

describe('the digest of the settings', () => {
  it('is 8 hexadecimal digits, whatever the order of keys', () => {
    expect(settingsDigest(settings)).toMatch(/^[0-9a-f]{8}$/);
    const reversed = Object.fromEntries(Object.entries(settings).reverse()) as unknown as Settings;
    const sut = Object.fromEntries(Object.entries(settings.sut).reverse());
    expect(settingsDigest({ ...reversed, sut: sut as unknown as Settings['sut'] })).toBe(
      settingsDigest(settings),
    );
  });

  it.each<[string, Partial<Settings>]>([
    ['jobs', { jobs: 7 }],
    ['limits', { limits: { ...settings.limits, maxFaults: 9, wallMs: 1 } }],
    ['strategy', { strategy: 'breadth-first' }],
    ['strategySeed', { strategySeed: 5 }],
    ['thorough', { thorough: !settings.thorough }],
    ['stopAtFirst', { stopAtFirst: true }],
    ['engine', { engine: 'replay' }],
    ['the moment, which a token names', { epochMs: 1 }],
    ['the caller’s environment', { sut: { ...settings.sut, env: { LANG: 'C' } } }],
    ['the place of the checkout', { sut: { ...settings.sut, file: '/other', cwd: '/other' } }],
    ['oracle', { oracle: { allowedExitCodes: [3], failureIsDefect: true } }],
  ])('does not see %s: a path means the same', (_name, change) => {
    expect(settingsDigest({ ...settings, ...change })).toBe(settingsDigest(settings));
  });

  it.each<[string, Partial<Settings>]>([
    ['arguments', { sut: { ...settings.sut, argv: ['client', '-v'] } }],
    ['configured environment', { sut: { ...settings.sut, envChanges: { LANG: 'C' } } }],
    ['drivers', { drivers: serverSettings.drivers }],
    ['faults', { faults: { ...settings.faults, presets: ['all'] } }],
    ['persistence', { faults: { ...settings.faults, persistence: 'always' } }],
    ['bareness', { faults: { ...settings.faults, bare: true } }],
    ['stop signal', { stop: { ...settings.stop, signal: 'SIGINT' } }],
    ['seal', { sealed: false }],
    ['seed', { seed: 1 }],
    ['time', { time: settings.time === 'real' ? 'virtual' : 'real' }],
  ])('sees the %s', (_name, change) => {
    expect(settingsDigest({ ...settings, ...change })).not.toBe(settingsDigest(settings));
  });

  it('keeps the order of lists', () => {
    const value = { b: [2, 1], a: { d: 1, c: null } };
    expect(stableJson(value)).toBe('{"a":{"c":null,"d":1},"b":[2,1]}');
  });
});
