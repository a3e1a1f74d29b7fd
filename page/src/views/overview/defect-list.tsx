import type { VNode } from 'preact';
import { counted } from '../../../../src/report/quantities.js';
import type { ShownDefect, ShownReport } from '../../data/shown-report.js';
import { familyOf } from '../../model/families.js';
import { line } from '../../model/text.js';
import { Glyph } from '../../parts/glyph.js';
import { hrefOf } from '../../route.js';

export function DefectList({ report }: { report: ShownReport }): VNode | null {
  const { defects, history } = report;
  if (defects.length === 0) return null;
  return (
    <section>
      <h2>Defects</h2>
      <ol class="defect-list">
        {defects.map((defect) => (
          <li key={defect.fingerprint}>
            <Entry defect={defect} isNew={history?.new.includes(defect.fingerprint) ?? false} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ defect, isNew }: { defect: ShownDefect; isNew: boolean }): VNode {
  return (
    <a href={hrefOf('defects', defect.fingerprint)}>
      <Glyph family={familyOf(defect.verdict)} />
      <span class="what">
        {sentence(defect.description)}
        {isNew && <span class="tag new">new</span>}
      </span>
      <span class="why">{causeOf(defect)}</span>
      <span class="often">{counted(defect.count, 'run')}</span>
    </a>
  );
}

/** `after ECONNRESET at send server:8080` */
export function causeOf({ faults }: ShownDefect): VNode {
  if (faults.length === 0) return <span>without any injected fault</span>;
  return (
    <span>
      {faults.map(({ call, role, outcome }, index) => (
        <span key={index}>
          {index === 0 ? 'after ' : ', then '}
          <code class="outcome">{line(outcome, 60)}</code> at <code>{line(call, 40)}</code>{' '}
          <span class="role">{line(role, 80)}</span>
        </span>
      ))}
    </span>
  );
}

/** Descriptions begin in lower case, for lists in a terminal. */
export function sentence(description: string): string {
  const text = line(description, 300);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
