import type { VNode } from 'preact';
import { counted } from '../../../src/report/quantities.js';
import { grouped } from '../../../src/support/grouped.js';
import type { ShownReport } from '../data/shown-report.js';
import { families } from '../model/families.js';
import { familyOfRun, type RunNode, type RunTree } from '../model/run-tree.js';
import { nothing, sum, tallyOf, type Tally } from '../model/tally.js';
import { line, shortSite, stackOfName } from '../model/text.js';
import { Command } from '../parts/copy.js';
import { FamilyMark } from '../parts/glyph.js';
import { hrefOf } from '../route.js';
import type { Row } from './rows.js';

/** What is known of the row that was chosen. */
export function Details({
  row,
  tree,
  below,
  report,
}: {
  row: Row;
  tree: RunTree;
  below: ReadonlyMap<RunNode, Tally>;
  report: ShownReport;
}): VNode {
  return (
    <aside class="details" aria-label="Selected">
      {row.kind === 'site' ? (
        <SiteDetails row={row} tree={tree} />
      ) : (
        <RunDetails
          run={row.run}
          report={report}
          tree={tree}
          below={below.get(row.run) ?? nothing}
        />
      )}
    </aside>
  );
}

function SiteDetails({ row, tree }: { row: Row; tree: RunTree }): VNode {
  const site = tree.sites[row.site];
  return (
    <>
      <h2>{site === undefined ? 'Unknown call site' : shortSite(site)}</h2>
      <dl class="facts">
        <div>
          <dt>Socket</dt>
          <dd>{line(site?.role ?? 'unknown', 200)}</dd>
        </div>
        <div>
          <dt>Stack</dt>
          <dd>{line(stackOfName(site?.name ?? ''), 500).replaceAll('>', ' › ')}</dd>
        </div>
        <div>
          <dt>Reached by</dt>
          <dd>{row.run.parent === undefined ? 'the run without a fault' : 'the run above it'}</dd>
        </div>
      </dl>
      <Below title="Runs that left here" tally={tallyOf(row.leaving.map(familyOfRun))} />
    </>
  );
}

function RunDetails({
  run,
  report,
  tree,
  below,
}: {
  run: RunNode;
  report: ShownReport;
  tree: RunTree;
  below: Tally;
}): VNode {
  const { path } = run;
  const family = familyOfRun(run);
  const defect = report.defects.find(({ token }) => token === path?.token);
  return (
    <>
      <h2>{run.parent === undefined ? 'No fault' : counted(run.faults, 'fault')}</h2>
      {family === undefined ? <p>Not run to its end.</p> : <FamilyMark family={family} />}
      <Decisions run={run} tree={tree} />
      {path !== undefined && (
        <dl class="facts">
          {Object.entries(path.exits).map(([program, exit]) => (
            <div key={program}>
              <dt>{line(program, 60)}</dt>
              <dd>{line(exit, 60)}</dd>
            </div>
          ))}
          <div>
            <dt>Verdict</dt>
            <dd>{path.verdict}</dd>
          </div>
        </dl>
      )}
      {sum(below) > 0 && <Below title="Runs with more faults after these" tally={below} />}
      {path !== undefined && <Command text={line(path.token, 4000)} name="Token of this run" />}
      {defect !== undefined && (
        <p>
          <a href={hrefOf('defects', defect.fingerprint)}>Go to the defect</a>
        </p>
      )}
    </>
  );
}

function Decisions({ run, tree }: { run: RunNode; tree: RunTree }): VNode | null {
  const steps: RunNode[] = [];
  for (let node = run; node.parent !== undefined; node = node.parent) steps.unshift(node);
  if (steps.length === 0) return null;
  return (
    <ol class="decisions">
      {steps.map(({ key, site, outcome }) => {
        const at = tree.sites[site];
        return (
          <li key={key}>
            <code>{at === undefined ? 'unknown call' : shortSite(at)}</code>{' '}
            <span class="role">{line(at?.role ?? '', 80)}</span>
            <br />
            <code class="outcome">{line(outcome, 60)}</code>
          </li>
        );
      })}
    </ol>
  );
}

function Below({ title, tally }: { title: string; tally: Tally }): VNode {
  const present = families.toReversed().flatMap((family) => {
    const count = tally[families.indexOf(family)] ?? 0;
    return count === 0 ? [] : [{ family, count }];
  });
  return (
    <>
      <h3>{title}</h3>
      <ul class="tally">
        {present.map(({ family, count }) => (
          <li key={family}>
            <FamilyMark family={family} /> <b>{grouped(count)}</b>
          </li>
        ))}
      </ul>
      {present.length === 0 && <p class="hint">none</p>}
    </>
  );
}
