import { expect, it } from 'vitest';
import { configOf, example } from './checkout.js';
import { Workspace } from './workspace.js';

/** One recv of the client, and what the manual says of rules. */
const oneReceive = { call: 'recv', port: 5000, outcomes: ['ECONNRESET', 'eof'], nth: 1 };

/** As in docs/MANUAL.md for the client of examples/alphabet, and what they say first. */
const commands = [
  // The client has no time limit: a server that falls silent is waited for in vain.
  { words: ['--faults', 'all'], first: '1 defect in 27 paths', code: 1, says: '-> silence' },
  // It handles no signal: there is no call that one could interrupt.
  {
    words: ['--faults', 'all,interrupts'],
    first: '1 defect in 27 paths',
    code: 1,
    says: 'silence',
  },
  { words: ['--faults', 'resources'], first: 'no defect in 13 paths', code: 0, says: 'fired' },
  { words: ['--faults', 'bare'], first: 'no defect in 6 paths', code: 0, says: 'bare faults: ' },
  { words: ['--faults', 'all,bare'], first: 'no defect in 21 paths', code: 0, says: '(21)' },
  { words: ['--persistence', '2'], first: 'no defect in 6 paths', code: 0, says: '(6)' },
  { words: ['--persistence', 'always'], first: 'no defect in 6 paths', code: 0, says: '(6)' },
  { words: ['--clock', 'real'], first: 'no defect in 6 paths', code: 0, says: '(6)' },
] as const;

it.each(commands)('explore $words: $first', async ({ words, first, code, says }) => {
  using workspace = new Workspace();
  const { ended } = await workspace.explore([...configOf('alphabet/ok'), '--thorough', ...words]);
  expect(ended.out.split(/, \d+ choice/)[0]).toBe(first);
  expect(ended.out).toContain('covered: all paths with at most 2 faults: complete');
  expect(ended.out).toContain(says);
  expect(ended.code).toBe(code);
});

it('interrupts where a program handles signals', async () => {
  using workspace = new Workspace();
  const words = ['--faults', 'interrupts', '--max-faults', '1', '--thorough'];
  const { ended } = await workspace.explore([...configOf('workers/chokepoint'), ...words]);
  expect(ended.out).toMatch(/^1 defect in 7 paths, /);
  expect(ended.out).toContain('injected: accept4 listener:7000 -> EINTR');
  expect(ended.code).toBe(1);
});

it('explores where a rule says so, and nowhere else', async () => {
  using workspace = new Workspace();
  const config = {
    sut: [example('alphabet/bin/client-ok'), '127.0.0.1', '5000'],
    peers: [{ command: [example('alphabet/bin/server'), '5000'], ready: { port: 5000 } }],
    faults: { rules: [oneReceive] },
  };
  workspace.write('rules.json', JSON.stringify(config));
  const { ended } = await workspace.explore(['-c', 'rules.json']);
  expect(ended.out).toMatch(/^no defect in 3 paths, /);
  expect(ended.code).toBe(0);
});
