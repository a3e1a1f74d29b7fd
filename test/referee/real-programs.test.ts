import { expect, vi, type TestContext } from 'vitest';
import { singleFaultTable } from '../../src/report/single-fault-table.js';
import type * as golden from '../real/golden.js';
import { explore } from '../real/explore.js';
import { guestCache, whyNoGuest } from '../support/guest-cache.js';
import { explained } from './explained.js';

/*
 * The programs of the ring `real` in a whole machine with a kernel of its own: what every single
 * fault leads to is what it leads to outside. Their tests register here once more.
 */
const all = process.env['CHOKEPOINT_REFEREE'] === 'all';
const judged = new Set(['curl', ...(all ? ['netcat-traditional-listener', 'redis-cli'] : [])]);

vi.mock('../real/golden.js', async (original) => {
  const real = await original<typeof golden>();
  const expectGoldenTable = async (context: TestContext, program: golden.RealProgram) => {
    context.skip(
      !judged.has(program.name),
      'static, slow in an emulated machine, or much like another one (CHOKEPOINT_REFEREE=all)',
    );
    const missing = program.needs.filter((needed) => !real.isInstalled(needed));
    context.skip(missing.length > 0, `not installed: ${missing.join(', ')}`);
    const reason = whyNoGuest();
    context.skip(reason !== undefined, reason);
    real.skipElsewhere(context);
    const config = { ...program.config, engine: 'qemu' as const };
    const report = await explore(config, { XDG_CACHE_HOME: guestCache });
    expect(report.summary.complete).toBe(true);
    expect(singleFaultTable(report)).toBe(explained(program.name, real.goldenTable(program.name)));
  };
  return { ...real, expectGoldenTable };
});

await import('../real/http-clients.test.js');
await import('../real/netcat.test.js');
await import('../real/redis.test.js');
