import { describe, it } from 'vitest';
import { expectTheSame } from './expect-the-same.js';

const isShort = process.env['CHOKEPOINT_REFEREE'] !== 'all';
const why = 'takes a minute in an emulated machine: set CHOKEPOINT_REFEREE=all';

describe('an echo server, in a machine and outside', () => {
  it.for(['all,interrupts'])('the same with %s', async (faults, context) => {
    context.skip(isShort, why);
    await expectTheSame(context, 'alphabet/server', ['--faults', faults]);
  });
});
