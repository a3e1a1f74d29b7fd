import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseOutcomeId } from '../../src/model/outcome.js';
import { beginning } from '../../src/model/world.js';
import { present } from '../../src/support/assert.js';
import { describeGuest } from '../support/guest-cache.js';
import { program } from './explore-fixture.js';
import { GuestWorlds } from './guest-world.js';
import { Workbench } from './workbench.js';

/** By round: what becomes of the first answer, and what both say: version 4, and 6. */
const rounds = [
  ['dns-nxdomain', '1: 3', '28: 3'],
  ['dns-servfail', '1: 2', '28: 2'],
  ['dns-nodata', '1: 0', '28: 0'],
  ['dns-dead-first', '1: 0 127.255.0.1 127.0.0.7', '28: 0'],
  ['ok', '1: 0 127.0.0.7', '28: 0'],
] as const;

/** What getaddrinfo brings, which asks by itself: no choice points. */
const found = ['db.example 127.0.0.7', 'a.wild ::1 127.0.0.3', 'nowhere EAI_NONAME'];

describeGuest('a name server in a machine', () => {
  const bench = new Workbench();
  let guests: GuestWorlds;

  beforeAll(() => {
    guests = new GuestWorlds();
  }, 120_000);

  afterAll(() => {
    guests[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  it('answers who asks, and says something else, the same of both kinds of address', async () => {
    const [lookup, ask] = [await bench.compile('dns/lookup'), await bench.compile('dns/ask')];
    writeFileSync(bench.path('names'), 'db.example a.wild nowhere');
    const script = `${lookup} < ${bench.path('names')}; exec ${ask} ${String(rounds.length)}`;
    const sut = program('sut', ['/bin/sh', '-c', script], { cwd: bench.directory });
    const dns = { 'db.example': ['127.0.0.7'], '*.wild': ['127.0.0.3', '::1'] };
    await using worlds = await guests.open(sut, {}, { dns });
    const [world] = worlds.all;
    world.restore(beginning);
    let met = 0;
    for (;;) {
      const step = await world.runToChoice();
      if (step.kind !== 'choice') {
        const said = rounds.flatMap(([, ...lines]) => lines);
        const { stdout = '' } = step.termination.programs[0] ?? {};
        expect(stdout.split('\n')).toEqual([...found, ...said, 'dead ENETUNREACH', '']);
        return;
      }
      const isFirst = step.point.call === 'recvfrom' && met++ % 2 === 0;
      const id = isFirst ? (rounds[(met - 1) / 2]?.[0] ?? 'ok') : 'ok';
      if (isFirst) expect(step.point.outcomes.map(({ kind }) => kind)).toContain('dns');
      world.decide(present(parseOutcomeId(id), id));
    }
  });
});
