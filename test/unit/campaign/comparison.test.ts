import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Comparison } from '../../../src/campaign/history/comparison.js';
import type { ExploreRequest } from '../../../src/campaign/requests.js';
import type { Path } from '../../../src/model/path.js';
import type { Defect } from '../../../src/model/run.js';
import { encodeToken } from '../../../src/model/token.js';
import type { Verdict } from '../../../src/model/verdict.js';
import type { World } from '../../../src/model/world.js';
import { fingerprint } from '../../../src/oracle/fingerprint.js';
import { buildReport } from '../../../src/report/build-report.js';
import { defect, input } from '../report/samples.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'comparison-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

type Cause = Extract<Verdict, { kind: 'hang' }>['cause'];

function hung(cause: Cause): Defect {
  const verdict = { kind: 'hang', cause } as const;
  return { ...defect, verdict, fingerprint: fingerprint(verdict, defect.sites) };
}

const identity = { configDigest: input.configDigest, buildId: '76543210' };
const tokenOf = (path: Path): string => encodeToken({ ...identity, epochMs: 0, path });

/** What a search that showed `now` makes of an earlier report with `before`. */
async function compared(before: Cause, now: Cause): Promise<ReturnType<Comparison['history']>> {
  const file = join(root, 'report.json');
  writeFileSync(file, JSON.stringify(buildReport({ ...input, tokenOf, defects: [hung(before)] })));
  const request: Partial<ExploreRequest> = {
    since: file,
    everything: true,
    views: [],
    directory: root,
  };
  const comparison = new Comparison(request as ExploreRequest, identity);
  const findings = {
    shows: (name: string) => name === hung(now).fingerprint,
    addShown: () => undefined,
  };
  const oracle = { judge: () => hung(now).verdict, isDefect: () => true };
  // What is not known would be tried, and is not: that was interrupted.
  await comparison.tryAgain(findings, {} as World, oracle, AbortSignal.abort());
  return comparison.history([hung(now)]);
}

describe('an earlier hang', () => {
  const { fingerprint: now } = hung('virtual');

  it('is still there where another limit ends it', async () => {
    const history = await compared('wall', 'virtual');
    expect(history).toMatchObject({ new: [], stillThere: [now], fixed: [] });
    expect(history).not.toHaveProperty('untried');
  });

  it('is not the one that computes without end', async () => {
    const history = await compared('cpu', 'virtual');
    const untried = [{ fingerprint: hung('cpu').fingerprint }];
    expect(history).toMatchObject({ new: [now], stillThere: [], fixed: [], untried });
  });
});
