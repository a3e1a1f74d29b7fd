import { expect, it } from 'vitest';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const lost = /^(recv|send) server:7200 /;

/** What a server does wrong when a client is lost: it lives on, and only clients can tell. */
const mistakes = [
  ['socket', 'leak', 'leaks 1 socket each time'],
  ['child', 'leak', 'leaks 1 child process each time'],
  ['memory', 'leak', 'leaks 65536 bytes of memory each time'],
  ['wedge', 'probe-failed', 'no longer answers: probe-client waits'],
  ['wrong', 'probe-failed', 'probe-client should get "ONE", and got "ONEONE"'],
] as const;

it.each(mistakes)('%s: %s', async (mistake, verdict, text) => {
  using workspace = new Workspace();
  const { ended, report } = await workspace.explore(configOf(`leaks/${mistake}`));
  expect(ended.code).toBe(1);
  expect(report.summary).toMatchObject({ complete: true, diverged: 0, paths: 6 });
  expect(report.defects).toHaveLength(mistake === 'wrong' ? 1 : 2);
  for (const defect of report.defects) {
    expect(defect).toMatchObject({ verdict, description: expect.stringContaining(text) as string });
    expect(defect.faults.map(({ name }) => name)).toEqual([expect.stringMatching(lost)]);
  }
  await workspace.expectNothingLeft();
});

it('is not looked for without a probe, and a replay finds it as well', async () => {
  using workspace = new Workspace();
  const config = configOf('leaks/socket');
  const unprobed = await workspace.explore([...config, '--no-probe']);
  expect(unprobed.report.defects).toEqual([]);
  const { report } = await workspace.explore(config);
  const replayed = await workspace.run(['replay', report.defects[0]?.token ?? '', ...config]);
  expect(replayed.out).toContain('leaks 1 socket each time');
  expect(replayed.code).toBe(1);
});

it('a probe that fails without faults is refused, with what to do', async () => {
  using workspace = new Workspace();
  const { code, err } = await workspace.run([
    ...['explore', ...configOf('leaks/wedge'), '--probe', 'false'],
  ]);
  expect(code).toBe(5);
  expect(err).toContain('probe-false should get exit 0, and got exit 1');
  expect(err).toContain('--no-probe');
});
