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

  it('says something else, and the same of both kinds of address', async () => {
    const sut = program('sut', [await bench.compile('dns/ask'), String(rounds.length)]);
    const peers = [program('peer', [await bench.compile('dns/name-server')])];
    await using worlds = await guests.open(sut, {}, { peers });
    const [world] = worlds.all;
    world.restore(beginning);
    let met = 0;
    for (;;) {
      const step = await world.runToChoice();
      if (step.kind !== 'choice') {
        const said = rounds.flatMap(([, ...lines]) => lines);
        const { stdout = '' } = step.termination.programs.find(({ role }) => role === 'sut') ?? {};
        return expect(stdout.split('\n')).toEqual([...said, 'dead ENETUNREACH', '']);
      }
      const isFirst = step.point.call === 'recvfrom' && met++ % 2 === 0;
      const id = isFirst ? (rounds[(met - 1) / 2]?.[0] ?? 'ok') : 'ok';
      if (isFirst) expect(step.point.outcomes.map(({ kind }) => kind)).toContain('dns');
      world.decide(present(parseOutcomeId(id), id));
    }
  });
});
