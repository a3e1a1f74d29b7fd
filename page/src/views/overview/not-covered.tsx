import type { VNode } from 'preact';
import { counted } from '../../../../src/report/quantities.js';
import { groupBy } from '../../../../src/support/group-by.js';
import type { ShownReport } from '../../data/shown-report.js';
import { line } from '../../model/text.js';

type Requested = ShownReport['requested'][number];
type Missed = Exclude<Requested['status'], 'fired'>;

const explanation: Readonly<Record<Missed, string>> = {
  'not run': 'Offered, but a bound or the end of the exploration came first',
  'not reachable': 'Asked for, but no run came to a call where it could happen',
  'not supported': 'Asked for, but this engine cannot bring it about',
};

/** The same, while the exploration goes on. */
const explanationYet: Readonly<Record<Missed, string>> = {
  ...explanation,
  'not run': 'Offered, and waiting for its turn',
  'not reachable': 'Asked for, but no run has come to a call where it could happen',
};

interface Shown {
  readonly report: ShownReport;
  /** Whether the exploration goes on. */
  readonly goesOn: boolean;
}

/** Every outcome that was asked for and did not happen, with the reason. */
export function NotCovered({ report, goesOn }: Shown): VNode | null {
  const { requested } = report;
  const why = goesOn ? explanationYet : explanation;
  if (requested.length === 0) return null;
  const fired = requested.filter(({ status }) => status === 'fired').length;
  return (
    <section>
      <h2>{goesOn ? 'What is not covered yet' : 'What was not covered'}</h2>
      <p class="hint">
        {fired} of {counted(requested.length, 'outcome')} asked for happened at least once.
        {fired === requested.length && ' Nothing was left out.'}
      </p>
      {(Object.keys(why) as Missed[]).map((status) => (
        <Group
          key={status}
          status={status}
          why={why[status]}
          missed={requested.filter((one) => one.status === status)}
        />
      ))}
    </section>
  );
}

interface GroupProps {
  readonly status: Missed;
  readonly why: string;
  readonly missed: readonly Requested[];
}

function Group({ status, why, missed }: GroupProps): VNode | null {
  if (missed.length === 0) return null;
  const byReason = groupBy(missed, ({ reason }) => reason ?? '');
  return (
    <details class="missed" open={missed.length <= 30}>
      <summary>
        <b>
          {missed.length} {status}
        </b>
        <span>{why}</span>
      </summary>
      <dl>
        {[...byReason].map(([reason, list]) => (
          <div key={reason}>
            <dt>{line(reason, 400)}</dt>
            <dd>
              {byCall(list).map(([call, outcomes]) => (
                <span class="missed-call" key={call}>
                  <code>{line(call, 100)}</code> {outcomes.map((one) => line(one, 60)).join(', ')}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function byCall(list: readonly Requested[]): readonly (readonly [string, readonly string[]])[] {
  const groups = groupBy(list, ({ call, rule }) => {
    const from = rule === undefined ? '' : `faults.rules[${String(rule)}] `;
    return `${from}${call ?? 'any call'}`;
  });
  return [...groups].map(([call, some]) => [call, some.map(({ outcome }) => outcome)] as const);
}
