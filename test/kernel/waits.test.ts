import { afterAll, describe, expect, test } from 'vitest';
import { FixtureWorld } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());
const calls = ['poll','ppoll','select','pselect6','epoll_wait','epoll_pwait','epoll_pwait2'];
const faults = { presets: ['all','waits','interrupts'], rules: [], bare: false, persistence: 'once' } as const;

test.each(calls)('%s', async (call) => {
  const p = await bench.compile('time/waiting');
  for (const how of ['ready','zero','forever','alarm','handler','edge','listener','reset']) {
    await using world = await FixtureWorld.open([p, call, how], { engine: 'rewind', faults });
    const { points, stdout } = await world.run();
    console.log(how, stdout, points.map((x) => x.name + ' ' + x.outcomes.map((o) => JSON.stringify(o)).join(' ')+' '+JSON.stringify(x.asked?.flatMap(a=>a.against??[]))).slice(-3).join('\n'));
    if (how === 'listener') continue;
    for (const outcome of ['timeout','hup','EINTR']) {
      if (!points.find((x)=>x.call===call)?.outcomes.some((o)=>o.kind===outcome || (o.kind==='errno' && o.errno===outcome))) continue;
      const r = await world.run({ call, outcome });
      console.log(how, outcome, r.stdout, r.termination.reason);
    }
  }
});
