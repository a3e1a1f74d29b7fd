import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ShownDefect, ShownReport, TimelineEvent } from '../../data/shown-report.js';
import { sequenceOf } from '../../model/sequence.js';
import { bytes, line } from '../../model/text.js';
import { SequenceDrawing } from './sequence-drawing.js';

const few = 60;
const many = 1000;

/** Who called what, on both sides of each connection, with the injected faults marked. */
export function Sequence({ defect, report }: { defect: ShownDefect; report: ShownReport }): VNode {
  const { timeline } = defect;
  const [eventsMax, setMax] = useState(few);
  const sequence = useMemo(
    () => sequenceOf(timeline ?? [], report.program.name, eventsMax),
    [timeline, report, eventsMax],
  );
  if (timeline === undefined || timeline.length === 0) {
    return <p class="hint">No timeline was recorded for this defect; the faults above are all.</p>;
  }
  const hidden = timeline.length - sequence.events.length;
  return (
    <>
      {hidden > 0 && eventsMax === few && (
        <button type="button" class="quiet" onClick={() => setMax(many)}>
          Show the {hidden} events before
        </button>
      )}
      <SequenceDrawing sequence={sequence} defect={defect} />
      <details class="alternative">
        <summary>The same as a table</summary>
        <EventTable events={sequence.events} />
      </details>
    </>
  );
}

function EventTable({ events }: { events: readonly TimelineEvent[] }): VNode {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label="Events">
      <table class="events">
        <thead>
          <tr>
            {['Time', 'Program', 'Call', 'Socket', 'Result', 'Data'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event, index) => (
            <tr key={index} class={event.outcome === undefined ? '' : 'fault'}>
              <td>{event.timeMs.toFixed(1)} ms</td>
              <td>{line(event.program, 60)}</td>
              <td>{line(event.call, 40)}</td>
              <td>{line(event.role, 80)}</td>
              <td>{resultText(event)}</td>
              <td>{dataText(event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function resultText({ result, outcome }: TimelineEvent): string {
  return outcome === undefined ? line(result, 60) : `${line(outcome, 60)} (injected)`;
}

function dataText({ bytes: count, data }: TimelineEvent): string {
  const size = count === undefined ? '' : bytes(count);
  return data === undefined ? size : `${size} ${line(data, 64)}`;
}
