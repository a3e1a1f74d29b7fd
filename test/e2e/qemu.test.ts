import { expect, it } from 'vitest';
import { guestCache, whyNoGuest } from '../support/guest-cache.js';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const inMachine = ['--engine', 'qemu'];
const env = { XDG_CACHE_HOME: guestCache };

/** The other one is for the ring `referee`. */
it.for([{ variant: 'assert', signal: 'SIGABRT', top: 'end' }])(
  '$variant: one $signal in $top is found in a machine, and again',
  async (wanted, context) => {
    const missing = whyNoGuest();
    if (missing !== undefined) return context.skip(missing);
    using workspace = new Workspace();
    const words = [...configOf(`alphabet/${wanted.variant}`), ...inMachine];
    const { code, out, err } = await workspace.run(
      ['explore', '--quiet', '--thorough', '--json', 'report.json', ...words],
      env,
    );
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^1 defect in 6 paths, 6 choice points, 5 checkpoints, .*engine qemu$/m);
    const [defect] = workspace.report().defects;
    if (defect === undefined) throw new Error('the summary counts it');
    expect(defect).toMatchObject({
      verdict: 'crashed',
      crash: { signal: wanted.signal },
      count: 2,
    });
    const own = defect.crash?.stack.find(({ module }) => module.startsWith('client-'));
    expect(own?.function).toBe(wanted.top);
    expect(defect.faults).toMatchObject([{ name: 'recv client:5000 @main>recv #1' }]);
    // As pasted from the report, and as found by the engine that it is to be compared with.
    for (const engine of [inMachine, ['--engine', 'replay']]) {
      const again = await workspace.run(['replay', defect.token, ...words, ...engine, '-q'], env);
      expect(again.out).toMatch(new RegExp(`^the program crashed with ${wanted.signal} `));
      expect(again.code).toBe(1);
    }
    await workspace.expectNothingLeft();
  },
);
