import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSurvives, explore } from 'chokepoint';

// A test of yours would call `assertSurvives` alone, fail, and show this message.
test('what does not survive is told with the command that replays it', async () => {
  const result = await explore({ sut: './bin/careless', limits: { maxFaults: 1 } });
  assert.equal(result.end, 'exhausted');
  assert.throws(
    () => assertSurvives(result),
    /1\. .*SIGABRT.*\n {3}injected: sendto .* -> E\w+\n {3}replay: npx chokepoint replay /,
  );
});
