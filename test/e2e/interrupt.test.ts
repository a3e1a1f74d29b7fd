import { expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { configOf, sameEpoch } from './checkout.js';
import type { Running } from './command.js';
import { Workspace } from './workspace.js';

const config = [...configOf('http-server/chokepoint'), '--thorough', ...sameEpoch];
const explore = ['explore', '--json', 'report.json', ...config];
const polling = { timeout: 20_000, interval: 5 };

/** An exploration that has finished a few of its 11 paths. */
async function underWay(workspace: Workspace): Promise<Running> {
  const running = workspace.start(explore);
  await expect.poll(() => workspace.journalledRuns(), polling).toBeGreaterThan(2);
  return running;
}

/**
 * All that is to be the same. How far a client came when its server crashed is not, and neither is
 * the engine: each exploration measures which one is faster, and notes what it did. Nor are the
 * files that were read before the interruption: what they were then, nobody has kept.
 */
function findings({ summary: costs, engine: _, inputs: _inputs, ...report }: Report): unknown {
  const { wallMs: __, checkpointBytes: ___, ...summary } = costs;
  const paths = report.paths.map(({ exits: ___, ...path }) => path);
  const defects = report.defects.map(({ output: ___, timeline: ____, ...defect }) => defect);
  const notes = report.notes.filter((note) => !/^(engine|not rewound)/.test(note));
  return { ...report, summary, paths, defects, notes };
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends with what was found, and --resume with what an uninterrupted run finds',
  async (signal) => {
    using workspace = new Workspace();
    const running = await underWay(workspace);
    running.child.kill(signal);
    const { code, out } = await running.ended;
    expect(code).toBe(130);
    expect(out).toMatch(/^(no defect|1 defect) in \d+ paths/);
    expect(out).toMatch(/^covered: .* of (at least )?\d+/m);
    const partial = workspace.report();
    expect(partial.summary.complete).toBe(false);
    expect(workspace.journalledRuns()).toBe(partial.summary.paths);
    await workspace.expectNothingLeft();
    const resumed = await workspace.explore([...config, '--resume']);
    expect(resumed.ended.code).toBe(1);
    expect(workspace.journalledRuns()).toBe(resumed.report.summary.paths);
    using other = new Workspace();
    const uninterrupted = await other.explore(config);
    expect(findings(resumed.report)).toEqual(findings(uninterrupted.report));
    expect(resumed.report.inputs?.unknown).toBe('the exploration went on with an interrupted one');
  },
);

it('a second Ctrl-C changes nothing', async () => {
  using workspace = new Workspace();
  const running = await underWay(workspace);
  running.child.kill('SIGINT');
  running.child.kill('SIGINT');
  const { code, err } = await running.ended;
  expect(code).toBe(130);
  expect(err).not.toContain('bug');
  await workspace.expectNothingLeft();
});

it('Ctrl-C in the fault-free run ends it at once', async () => {
  using workspace = new Workspace();
  const peers = [{ command: 'sleep 321', ready: { delayMs: 40_000 } }];
  // By the world's clock the 40 s would be over at once.
  const limits = { readyMs: 60_000 };
  const config = { sut: '/bin/true', peers, limits, time: 'real' };
  workspace.write('slow.json', JSON.stringify(config));
  const running = workspace.start(['explore', '-c', 'slow.json']);
  const sleeping = (): boolean => workspace.survivors().some((line) => line.endsWith(' sleep 321'));
  await expect.poll(sleeping, polling).toBe(true);
  running.child.kill('SIGINT');
  const { code, out, err } = await running.ended;
  expect({ code, out }).toEqual({ code: 130, out: '' });
  expect(err).toMatch(/^chokepoint: interrupted\n {2}hint: /);
  await workspace.expectNothingLeft();
});
