import { afterEach, expect, test } from 'vitest';
import { kill } from '../../src/kernel/ffi.js';
import { releaseLeash, spawnWaiting } from '../../src/kernel/spawn.js';
import { waitAny, waitFor } from '../../src/kernel/wait.js';

const sigkill = 9;
const child = spawnWaiting('/bin/cat');
if (typeof child === 'string') throw new Error(`/bin/cat: ${child}`);

afterEach(() => {
  kill(child.pid, sigkill);
  waitFor(child.pid);
  releaseLeash(child);
});

// The timer that ends a wait is periodic: with a period of nanoseconds its signals leave the
// process no time for anything else.
test('waits of next to no time end, one after the other', () => {
  for (let i = 0; i < 1000; i++) expect(waitAny(1e-6)).toBe('timeout');
});
