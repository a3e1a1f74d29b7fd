import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSurvives, explore } from 'chokepoint';

test('no failure of the network is the end of the program', async () => {
  const result = await explore({ sut: './bin/metrics', limits: { maxFaults: 1 } });
  assertSurvives(result, { complete: true });
});

// Yours would call `assertSurvives` alone, fail, and show this message.
test('a program that does not survive is told with the command that replays it', async () => {
  const result = await explore({ sut: './bin/careless', limits: { maxFaults: 1 } });
  assert.equal(result.end, 'exhausted');
  assert.throws(
    () => assertSurvives(result),
    /1\. .*SIGABRT.*\n {3}injected: sendto .* -> E\w+\n {3}replay: npx chokepoint replay /,
  );
});
