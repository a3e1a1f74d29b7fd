import type { ComponentChildren, VNode } from 'preact';
import { counted } from '../../../../src/report/quantities.js';
import type { ShownDefect, ShownReport } from '../../data/shown-report.js';
import { familyOf } from '../../model/families.js';
import { line } from '../../model/text.js';
import { Command } from '../../parts/copy.js';
import { FamilyMark } from '../../parts/glyph.js';
import { Stack } from '../../parts/stack.js';
import { hrefOf } from '../../route.js';
import { sentence } from '../overview/defect-list.js';
import { Faults } from './faults.js';
import { Output } from './output.js';
import { Sequence } from './sequence.js';

const waitingShown = 16;

export function DefectPage({
  defect,
  report,
}: {
  defect: ShownDefect;
  report: ShownReport;
}): VNode {
  const { crash, waiting, output, evidence } = defect;
  return (
    <article class="defect">
      <Title defect={defect} report={report} />
      <Part title="Replay">
        <Command text={line(defect.replay, Number.MAX_SAFE_INTEGER)} name="Replay command" />
      </Part>
      <Part
        title={
          defect.faults.length === 1 ? 'The fault that is needed' : 'The faults that are needed'
        }
      >
        <Faults defect={defect} />
      </Part>
      {crash !== undefined && (
        <Part title={`${line(crash.program, 80)} received ${line(crash.signal, 20)}`}>
          <Stack frames={crash.stack} />
        </Part>
      )}
      {waiting.length > 0 && (
        <Part title="Where the threads stood">
          {waiting.slice(0, waitingShown).map(({ call, stack }, index) => (
            <div class="waiting-thread" key={index}>
              <p>
                waits in <code>{line(call, 60)}</code>
              </p>
              <Stack frames={stack} />
            </div>
          ))}
          {waiting.length > waitingShown && <p>and {waiting.length - waitingShown} more threads</p>}
        </Part>
      )}
      <Part title="Sequence">
        <Sequence defect={defect} report={report} />
      </Part>
      <Part title="Output">
        <Output output={output} />
      </Part>
      {evidence !== undefined && (
        <Part title="Evidence">
          <Command text={line(evidence, 4000)} name="Evidence directory" />
        </Part>
      )}
    </article>
  );
}

function Title({ defect, report }: { defect: ShownDefect; report: ShownReport }): VNode {
  const { history } = report;
  const key = defect.token.split(':')[4] ?? 'ok';
  return (
    <header>
      <p class="kind">
        <FamilyMark family={familyOf(defect.verdict)} />
        {history?.new.includes(defect.fingerprint) === true && <span class="tag new">new</span>}
        {history?.stillThere.includes(defect.fingerprint) === true && (
          <span class="tag">still there</span>
        )}
      </p>
      <h1>{sentence(defect.description)}</h1>
      <p class="lead">
        Seen in {counted(defect.count, 'run')}. Fingerprint{' '}
        <code>{line(defect.fingerprint, 40)}</code>.{' '}
        <a href={hrefOf('tree', key)}>Show in the state space</a>
      </p>
    </header>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
