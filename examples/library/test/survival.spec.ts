import { assertSurvives, defineConfig, explore, OperatorError } from 'chokepoint';
import { expect, test } from 'vitest';

const config = defineConfig({ sut: './bin/metrics', limits: { maxFaults: 1 } });

// An exploration takes its time; when vitest has no more of it, the signal ends the exploration.
const timeout = 60_000;

test('no failure of the network is the end of the program', { timeout }, async ({ signal }) => {
  const result = await explore(config, { signal });
  assertSurvives(result, { complete: true });
  expect(result.report.choicePoints.map(({ call }) => call)).toContain('sendto');
});

test('what cannot be explored is told with a hint', async () => {
  const missing = explore({ ...config, sut: './bin/missing' });
  await expect(missing).rejects.toThrow(OperatorError);
});
