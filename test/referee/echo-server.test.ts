import { describe, it } from 'vitest';
import { expectTheSame } from './expect-the-same.js';

describe('an echo server, in a machine and outside', () => {
  it.for(['all,interrupts'])('the same with %s', async (faults, context) =>
    expectTheSame(context, 'alphabet/server', ['--faults', faults]),
  );
});
