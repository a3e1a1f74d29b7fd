import { describe, expect, it } from 'vitest';
import type { ReportedDefect } from '../../src/report/report-schema.js';
import { configOf } from './checkout.js';
import { expectEvidence } from './evidence.js';
import { Workspace } from './workspace.js';

/*
 * The client calls socket, connect, send, recv, send, recv. With the representative faults socket
 * does not branch; each of the other five fails in one way, and every failure ends the client, so
 * that no path has a second fault: 1 fault-free path + 5 paths with one fault = 6.
 */
const clientPaths = 1 + 5;

/*
 * The server calls socket, which does not branch, then bind, listen, accept, recv, send, recv, send
 * and recv (the end). Each of these 8 fails once alone. The failure of bind, listen, recv or send
 * ends the server or the conversation, and nothing is left that could fail after it. With a failed
 * accept the connection is gone, and so is the client: 1 + 8.
 */
const serverLevels = [1, 8, 0];
const serverPaths = 9;

const replays = 20;
const replaysMs = 120_000;

function topFunction(defect: ReportedDefect): string | undefined {
  const own = defect.crash?.stack.find(({ module }) => module.startsWith('client-'));
  return own?.function;
}

/** What the command of the report says, as a user would paste it, many times over. */
async function pasted(workspace: Workspace, defect: ReportedDefect): Promise<string> {
  const { code, out } = await workspace.shell(`${defect.replay} -q --times ${String(replays)}`);
  const [first = ''] = out.split('  (');
  const [rate = ''] = /^.* the same verdict$/m.exec(out) ?? [];
  return `${String(code)}: ${first}, ${rate}`;
}

/** Every call, also where it is the same call once more. */
function thoroughly(variant: string): readonly string[] {
  return [...configOf(`alphabet/${variant}`), '--thorough'];
}

describe('the alphabet client', () => {
  it(`that survives everything: 1 + 5 = ${clientPaths} paths, no defect, exit 0`, async () => {
    using workspace = new Workspace();
    const { ended, report } = await workspace.explore(thoroughly('ok'));
    expect(ended.code).toBe(0);
    expect(ended.out).toMatch(/^no defect in 6 paths, 6 choice points, 5 checkpoints, /);
    expect(report.summary).toMatchObject({ paths: clientPaths, defects: 0, complete: true });
    const calls = report.choicePoints.map(({ call, outcomes }) => [call, outcomes.length - 1]);
    const once = (call: string): [string, number] => [call, 1];
    const conversation = [once('send'), once('recv'), once('send'), once('recv')];
    expect(calls).toEqual([['socket', 0], once('connect'), ...conversation]);
    const exits = report.paths.map(({ faults, exit }) => `${faults} ${exit}`).sort();
    expect(exits).toEqual(['0 exit 0', ...Array.from({ length: 5 }, () => '1 exit 1')]);
    await workspace.expectNothingLeft();
  });

  it('survives every single fault of the whole catalogue but silence', async () => {
    using workspace = new Workspace();
    const all = ['--faults', 'all', '--max-faults', '1'];
    const { ended, report } = await workspace.explore([...thoroughly('ok'), ...all]);
    // It has no time limit: it waits for a server that falls silent, which is a hang.
    expect(report.defects.map(({ verdict }) => verdict)).toEqual(['hang']);
    // After a delay that nobody notices the world is as it was without.
    const harmless = /^(passed|failed|joined)$/;
    const guilty = report.paths.filter(({ verdict }) => !harmless.test(verdict));
    expect(guilty.map(({ token }) => /=(.+):/.exec(token)?.[1])).toEqual(['silence', 'silence']);
    expect(ended.code).toBe(1);
    expect(report.summary.complete).toBe(true);
    // Each outcome but ok, tried once, and the run without a fault.
    const tried = report.choicePoints.map(({ outcomes }) => outcomes.length - 1);
    expect(report.summary.paths).toBe(1 + tried.reduce((sum, count) => sum + count, 0));
    expect(report.summary.paths).toBeGreaterThan(2 * clientPaths);
  });

  it.each([
    {
      variant: 'assert',
      signal: 'SIGABRT',
      sites: ['recv client:5000 @main>recv #1', 'recv client:5000 @main>recv #2'],
      count: 2,
      top: 'end',
    },
    {
      variant: 'segv',
      signal: 'SIGSEGV',
      sites: ['recv client:5000 @main>recv #1', expect.stringMatching(/^send client:5000 .* #1$/)],
      count: 2,
      top: 'give_up',
    },
  ])(
    '$variant: one $signal in $top, replayed 20 times of 20',
    async (expected) => {
      using workspace = new Workspace();
      const { ended, report } = await workspace.explore(thoroughly(expected.variant));
      expect(ended.code).toBe(1);
      expect(report.summary).toMatchObject({ paths: clientPaths, defects: 1, complete: true });
      const [defect] = report.defects;
      if (defect === undefined) throw new Error('the summary counts it');
      expect(defect).toMatchObject({ verdict: 'crashed', count: expected.count });
      expect(defect.crash?.signal).toBe(expected.signal);
      expect(topFunction(defect)).toBe(expected.top);
      expect(expected.sites).toContainEqual(defect.faults[0]?.name);
      expect(defect.faults).toHaveLength(1);
      expect(ended.out).toContain(defect.replay);
      const verdict = `1: the program crashed with ${expected.signal}`;
      expect(await pasted(workspace, defect)).toBe(`${verdict}, 20 of 20 the same verdict`);
      await expectEvidence(workspace, defect);
      await workspace.expectNothingLeft();
    },
    replaysMs,
  );
});

describe('the alphabet server', () => {
  it(`as the program under test: ${serverPaths} paths, no defect`, async () => {
    using workspace = new Workspace();
    const { ended, report } = await workspace.explore(thoroughly('server'));
    expect(ended.code).toBe(0);
    expect(report.summary).toMatchObject({ paths: serverPaths, defects: 0, complete: true });
    expect(report.summary.coverage.levels.map(({ done }) => done)).toEqual(serverLevels);
    const bind = report.choicePoints.find(({ call }) => call === 'bind');
    // It ends before it serves: a well-behaved failure, not a server that broke down.
    const outcomes = bind?.outcomes.map(({ outcome, result }) => `${outcome}: ${result ?? ''}`);
    expect(outcomes).toEqual(['ok: passed', 'EADDRINUSE: failed 1']);
    const run = report.paths.find(({ token }) => token.includes(`${bind?.id ?? ''}=`));
    expect(run).toMatchObject({ faults: 1, verdict: 'failed', exit: 'exit 1' });
  });
});
