import type { VNode } from 'preact';
import { counted } from '../../../../src/report/quantities.js';
import type { ShownDefect } from '../../data/shown-report.js';
import { line } from '../../model/text.js';
import { Stack } from '../../parts/stack.js';

/** The smallest set of faults that shows the defect, in the order in which they happen. */
export function Faults({ defect }: { defect: ShownDefect }): VNode {
  const { faults, reducedFrom } = defect;
  return (
    <>
      {faults.length === 0 && <p>None: the program does this without any injected fault.</p>}
      <ol class="faults">
        {faults.map((fault, index) => (
          <li key={index}>
            <p class="injection">
              <code class="call">{line(fault.call, 60)}</code>
              <span class="role">{line(fault.role, 120)}</span>
              <span class="arrow" aria-label="answers">
                →
              </span>
              <code class="outcome">{line(fault.outcome, 60)}</code>
              {fault.happened !== 1 && (
                <span class="tag">happened {String(fault.happened)} times</span>
              )}
            </p>
            <Stack frames={fault.stack} />
          </li>
        ))}
      </ol>
      {reducedFrom !== undefined && (
        <p class="hint">It was found with {counted(reducedFrom, 'fault')}; this does the same.</p>
      )}
    </>
  );
}
