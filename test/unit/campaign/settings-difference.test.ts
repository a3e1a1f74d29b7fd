import { expect, it } from 'vitest';
import { settingsDifference } from '../../../src/campaign/history/settings-difference.js';
import type { Settings } from '../../../src/model/settings.js';
import { input } from '../report/samples.js';

const { settings } = input;
const written = JSON.parse(JSON.stringify(settings)) as Settings;

it('finds what results of runs depend on', () => {
  const difference = (changes: Partial<Settings>): string | undefined =>
    settingsDifference(written, { ...settings, ...changes });
  const { limits, sut } = settings;
  expect(difference({})).toBeUndefined();
  expect(difference({ limits: { ...limits, wallMs: 1 } })).toBe('the setting "limits" is another');
  expect(difference({ sealed: !settings.sealed })).toBe('the setting "sealed" is another');
  expect(difference({ sut: { ...sut, env: { ...sut.env, HOME: '/' } } })).toBe(
    `the environment variable HOME of ${sut.name} is another`,
  );
  expect(difference({ sut: { ...sut, cwd: '/elsewhere' } })).toBe(
    `${sut.name} is started in another way`,
  );
});

it('passes over how far, how fast and in which order to explore', () => {
  const { limits } = settings;
  const now: Settings = {
    ...settings,
    limits: { ...limits, maxFaults: 7, maxPaths: 7, timeMs: 7, maxDepth: 7 },
    sut: { ...settings.sut, env: { ...settings.sut.env, _: 'time', SHLVL: '7' } },
    strategy: 'random',
    jobs: 7,
    thorough: true,
    oracle: { allowedExitCodes: [7], failureIsDefect: true },
  };
  expect(settingsDifference(written, now)).toBeUndefined();
});
