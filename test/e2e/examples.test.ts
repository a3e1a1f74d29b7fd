import { expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

/** The seeded defect of an example: its verdict, and the fault that every path to it injects. */
const examples = [
  {
    name: 'http-server',
    verdict: 'crashed',
    // After the reset the error page, too, cannot be sent: one fault is enough.
    place: /run>write_head/,
    faults: 1,
    alone: /write_head/,
  },
  { name: 'workers', verdict: 'did-not-stop', place: /^accept4 /, faults: 1, alone: /^accept4 / },
  { name: 'names', verdict: 'crashed', place: /^recvfrom udp:53 /, faults: 1, alone: /^recvfrom / },
  // Each is one fault that happens twice.
  {
    name: 'retry',
    verdict: 'crashed',
    place: /^(connect|recv) client:7100 /,
    faults: 1,
    alone: /^(connect|recv) client:7100 /,
  },
  {
    name: 'fallback',
    verdict: 'crashed',
    place: /^(connect|recv) client:7301 /,
    faults: 2,
    alone: /nothing/,
  },
  // The client, whose connection is reset, leaves; the server is stuck all the same.
  {
    name: 'chat',
    verdict: 'probe-failed',
    place: /broadcast>send_all|converse>recv/,
    faults: 1,
    alone: /broadcast|converse>recv/,
  },
];

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
