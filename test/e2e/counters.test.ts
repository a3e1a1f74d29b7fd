import { expect, it } from 'vitest';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

const counting = configOf('http-server/counting');

it('an exploration led by counters goes on where it was interrupted', async () => {
  using workspace = new Workspace();
  const whole = await workspace.explore(counting);
  const part = await workspace.explore([...counting, '--max-paths', '4']);
  const rest = await workspace.explore([...counting, '--resume']);
  expect(part.report.paths).toHaveLength(4);
  expect(rest.report.paths).toEqual(
    whole.report.paths.map((path) => expect.objectContaining({ verdict: path.verdict }) as unknown),
  );
  expect(rest.report.summary.edges).toEqual(whole.report.summary.edges);
  const { count = 0, baseline = 0, reached = 0 } = whole.report.summary.edges ?? {};
  expect([baseline > 0, reached > baseline, count > reached]).toEqual([true, true, true]);
});

it('a program without counters is refused', async () => {
  using workspace = new Workspace();
  const words = [...configOf('http-server/chokepoint'), '--strategy', 'coverage-guided'];
  const { code, err } = await workspace.run(['explore', ...words]);
  expect(code).toBe(2);
  expect(err).toContain('needs counters, and neither server nor a library of it has any');
  expect(err).toMatch(/hint: compile it with `gcc --coverage`/);
});
