import type { VNode } from 'preact';
import { counted } from '../../../../src/report/quantities.js';
import { grouped } from '../../../../src/support/grouped.js';
import type { ShownReport } from '../../data/shown-report.js';
import { fileAndLine, line } from '../../model/text.js';

type LineCoverage = NonNullable<ShownReport['lineCoverage']>;
type Share = LineCoverage['lines'];
type CodeFunction = LineCoverage['functions'][number];

const firstFunctions = 12;

const legend = [
  ['baseline', 'reached without a fault'],
  ['gained', 'reached only because something failed'],
  ['missing', 'not reached'],
] as const;

/** What of the code was reached without a fault, and what only with one. */
export function CodeCoverage({ coverage }: { coverage: LineCoverage }): VNode {
  const functions = coverage.functions
    .filter(({ branches }) => branches > 0)
    .toSorted((a, b) => gained(b) - gained(a));
  return (
    <section>
      <h2>Coverage of the code</h2>
      <ul class="legend">
        {legend.map(([kind, meaning]) => (
          <li key={kind}>
            <span class={`swatch ${kind}`} /> {meaning}
          </li>
        ))}
        <li>counters of {coverage.kind}</li>
      </ul>
      <table class="levels code-coverage">
        <thead class="unseen">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Share</th>
            <th scope="col">Reached</th>
          </tr>
        </thead>
        <tbody>
          <Row name="Lines" share={coverage.lines} />
          <Row name="Branches" share={coverage.branches} />
        </tbody>
        <FunctionRows functions={functions.slice(0, firstFunctions)} />
      </table>
      {functions.length > firstFunctions && (
        <details class="missed">
          <summary>{counted(functions.length - firstFunctions, 'more function')}</summary>
          <table class="levels code-coverage">
            <FunctionRows functions={functions.slice(firstFunctions)} />
          </table>
        </details>
      )}
    </section>
  );
}

function FunctionRows({ functions }: { functions: readonly CodeFunction[] }): VNode {
  return (
    <tbody>
      {functions.map(({ file, function: name, line: at, branches, baseline, reached }, index) => (
        <Row
          key={index}
          name={line(name, 60)}
          place={fileAndLine(`${file}:${String(at)}`)}
          share={{ count: branches, baseline, reached }}
        />
      ))}
    </tbody>
  );
}

function Row({ name, place, share }: { name: string; place?: string; share: Share }): VNode {
  const { count, baseline, reached } = share;
  const more = reached - baseline;
  return (
    <tr>
      <th scope="row">
        {place === undefined ? name : <code>{name}</code>}
        {place !== undefined && <span class="stack-name">{place}</span>}
      </th>
      <td>
        <div
          class="bar"
          role="img"
          aria-label={`${String(baseline)} without a fault, ${String(more)} with one`}
        >
          <span class="baseline" style={{ flexGrow: baseline }} />
          <span class="gained" style={{ flexGrow: more }} />
          <span class="missing" style={{ flexGrow: Math.max(0, count - reached) }} />
        </div>
      </td>
      <td class="figures">
        <b>{grouped(reached)}</b> of {grouped(count)}
        {more > 0 && <span class="alike">{grouped(more)} by faults</span>}
      </td>
    </tr>
  );
}

function gained({ baseline, reached }: CodeFunction): number {
  return reached - baseline;
}
