import { expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

/** The seeded defect of an example: its verdict, and the fault that every path to it injects. */
const examples = [
  {
    name: 'http-server',
    verdict: 'crashed',
    place: /replace_answer>write_head/,
    faults: 2,
    alone: /^no single fault$/,
  },
  { name: 'workers', verdict: 'did-not-stop', place: /^accept4 /, faults: 1, alone: /^accept4 / },
  { name: 'names', verdict: 'crashed', place: /^recvfrom udp:53 /, faults: 1, alone: /^recvfrom / },
  { name: 'chat', verdict: 'hang', place: /broadcast>send_all/, faults: 1, alone: /broadcast/ },
] as const;

/** Where a single fault makes a defect. */
function guiltyAlone({ choicePoints }: Report): readonly string[] {
  const harmless = /^(passed|failed)/;
  const guilty = choicePoints.filter(({ outcomes }) =>
    outcomes.some(({ result }) => result !== undefined && !harmless.test(result)),
  );
  return guilty.map(({ name }) => name);
}

it.each(examples)('$name: $verdict, with $faults fault(s), and nothing else', async (seeded) => {
  using workspace = new Workspace();
  const { ended, report } = await workspace.explore(configOf(`${seeded.name}/chokepoint`));
  expect(ended.code).toBe(1);
  expect(report.summary).toMatchObject({ complete: true, diverged: 0 });
  expect(report.defects[0]?.faults).toHaveLength(seeded.faults);
  for (const defect of report.defects) {
    expect(defect.verdict).toBe(seeded.verdict);
    expect(defect.faults.map(({ name }) => name)).toContainEqual(
      expect.stringMatching(seeded.place),
    );
  }
  const alone = guiltyAlone(report);
  if (seeded.faults > 1) expect(alone).toEqual([]);
  else expect(alone).not.toEqual([]);
  for (const name of alone) expect(name).toMatch(seeded.alone);
  await workspace.expectNothingLeft();
});
