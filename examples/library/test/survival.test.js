import { test } from 'node:test';
import { assertSurvives, explore } from 'chokepoint';

test('the program survives every failure of the network', async () => {
  const result = await explore({ sut: './bin/metrics', limits: { maxFaults: 1 } });
  assertSurvives(result, { complete: true });
});
