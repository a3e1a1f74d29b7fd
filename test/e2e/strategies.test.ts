import { expect, it } from 'vitest';
import { configOf, example } from './checkout.js';
import { Workspace } from './workspace.js';

const exploring = configOf('http-server/chokepoint');

/** As in docs/MANUAL.md, "Search and bounds", and what the first lines say. */
const commands = [
  { words: [], says: ['1 defect in 8 paths', 'complete (8); left out as alike: 3'] },
  { words: ['--thorough'], says: ['1 defect in 11 paths', 'complete (11)'] },
  {
    words: ['--max-faults', '3', '--max-faults-per-site', '1'],
    says: ['all paths with at most 3 faults, 1 per call site: complete'],
  },
  {
    words: ['--max-faults', '3', '--max-faults-per-socket', '2'],
    says: ['all paths with at most 3 faults, 2 per socket: complete'],
  },
] as const;

it.each(commands)('explore $words', async ({ words, says }) => {
  using workspace = new Workspace();
  const { ended } = await workspace.explore([...exploring, ...words]);
  for (const said of says) expect(ended.out).toContain(said);
});

/** A configuration whose strategy is this function. */
function withStrategy(workspace: Workspace, body: string): readonly string[] {
  const config = `
    import { defineConfig } from 'chokepoint';
    export default defineConfig({
      sut: { command: ['${example('alphabet/bin/client-segv')}', '127.0.0.1', '5000'] },
      peers: [{ command: '${example('alphabet/bin/server')} 5000', ready: { port: 5000 } }],
      strategy: ${body},
    });`;
  workspace.write('own.config.ts', config);
  return ['-c', 'own.config.ts'];
}

it('a strategy of the user’s own goes where it says, and on after an interrupt', async () => {
  using workspace = new Workspace();
  const words = withStrategy(workspace, "({ site }) => (site.startsWith('recv ') ? 1 : 0)");
  const first = await workspace.explore([...words, '--max-paths', '2']);
  expect(first.report.search.strategy).toBe('user-defined');
  expect(first.report.defects[0]?.faults.map(({ call }) => call)).toEqual(['recv']);
  const { report } = await workspace.explore([...words, '--resume']);
  expect(report.summary).toMatchObject({ paths: 4, complete: true, alike: 2 });
  const named = await workspace.explore([...words, '--strategy', 'depth-first']);
  expect(named.report.search.strategy).toBe('depth-first');
});

it.each([
  { body: "() => 'high'", problem: /^The strategy function returned "high" for EC\w+ at connect / },
  { body: '() => NaN', problem: /^The strategy function returned NaN for / },
  { body: 'async () => { throw new Error() }', problem: /returned a promise for / },
  {
    body: "() => { throw new Error('no idea') }",
    problem: /^The strategy function threw for ECONNREFUSED at connect .* #1: no idea\n/,
  },
])('a strategy that is $body is refused', async ({ body, problem }) => {
  using workspace = new Workspace();
  const { code, out, err } = await workspace.run([
    'explore',
    '-q',
    ...withStrategy(workspace, body),
  ]);
  expect(err.replace(/^chokepoint: /, '')).toMatch(problem);
  expect(err).toMatch(/\n {2}hint: Return a finite number: /);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  await workspace.expectNothingLeft();
});

it('a rule that never matched is named', async () => {
  using workspace = new Workspace();
  const config = {
    sut: [example('alphabet/bin/client-ok'), '127.0.0.1', '5000'],
    peers: [{ command: [example('alphabet/bin/server'), '5000'], ready: { port: 5000 } }],
    faults: {
      rules: [
        { call: 'recv', outcomes: ['eof'] },
        { call: 'recv', function: 'recieve', outcomes: ['ECONNRESET'] },
        { call: 'connect', port: 5001, outcomes: ['ECONNREFUSED'] },
        { call: 'sendmsg', outcomes: ['EPIPE'] },
      ],
    },
  };
  workspace.write('rules.json', JSON.stringify(config));
  const { ended, report } = await workspace.explore(['-c', 'rules.json']);
  expect(ended.out).toMatch(
    /^faults\.rules\[1\] \(recv\): ECONNRESET: .* no call matched the rule$/m,
  );
  expect(ended.out).toMatch(/^faults\.rules\[3\] \(sendmsg\): EPIPE: .* the call was never made$/m);
  expect(report.requested.map(({ status, reason }) => [status, reason])).toEqual([
    ['fired', undefined],
    ['not reachable', 'no call matched the rule'],
    ['not reachable', 'no call matched the rule'],
    ['not reachable', 'the call was never made'],
  ]);
});
