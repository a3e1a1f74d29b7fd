import type { VNode } from 'preact';
import { counted } from '../../../../src/report/quantities.js';
import type { ShownDefect, ShownFrame, ShownReport } from '../../data/shown-report.js';
import { familyOf } from '../../model/families.js';
import { placeOf } from '../../model/own-frames.js';
import { line } from '../../model/text.js';
import { Glyph } from '../../parts/glyph.js';
import { placeText } from '../../parts/stack.js';
import { hrefOf } from '../../route.js';

/** So many that what follows is still seen to be there. */
const firstDefects = 8;

export function DefectList({ report }: { report: ShownReport }): VNode | null {
  const { defects, history } = report;
  if (defects.length === 0) return null;
  return (
    <section>
      <h2>Defects</h2>
      <ol class="defect-list">
        {defects.slice(0, firstDefects).map((defect) => (
          <li key={defect.fingerprint}>
            <Entry defect={defect} isNew={history?.new.includes(defect.fingerprint) ?? false} />
          </li>
        ))}
      </ol>
      {defects.length > firstDefects && (
        <p class="further">
          <a href={hrefOf('defects')}>All {counted(defects.length, 'defect')}</a>
        </p>
      )}
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
      <span class="why">
        {causeOf(defect)}
        <Place frame={placeOf(defect)} />
      </span>
      <span class="often">{counted(defect.count, 'run')}</span>
    </a>
  );
}

/** `in release server.c:111` */
function Place({ frame }: { frame: ShownFrame | undefined }): VNode | null {
  if (frame === undefined) return null;
  return (
    <span class="where">
      in <code>{line(frame.function ?? '?', 60)}</code> <code>{placeText(frame)}</code>
    </span>
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
