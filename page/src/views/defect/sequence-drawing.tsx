import type { VNode } from 'preact';
import type { ShownDefect, TimelineEvent } from '../../data/shown-report.js';
import { familyOf, shapeOf } from '../../model/families.js';
import type { Message, Sequence } from '../../model/sequence.js';
import { bytes, line } from '../../model/text.js';

const rowHeight = 26;
const headHeight = 44;
const firstLane = 330;
const laneGap = 190;
const labelRoom = 320;

/** A sequence diagram: time goes down, a lifeline per program, arrows for what was sent. */
export function SequenceDrawing({
  sequence,
  defect,
}: {
  sequence: Sequence;
  defect: ShownDefect;
}): VNode {
  const { lanes, events, messages } = sequence;
  const width = laneX(lanes.length - 1) + labelRoom;
  const height = yOf(events.length) + rowHeight;
  return (
    <div class="scroll sequence" tabIndex={0} role="group" aria-label="Sequence diagram">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${String(width)} ${String(height)}`}
        role="img"
        aria-label={`${String(events.length)} calls of ${lanes.map((one) => line(one, 60)).join(' and ')}; the table below holds the same`}
      >
        {lanes.map((name, index) => (
          <g key={name} class="lane">
            <line x1={laneX(index)} x2={laneX(index)} y1={headHeight - 12} y2={height - 8} />
            <text x={laneX(index)} y={18} text-anchor="middle">
              {line(name, 28)}
            </text>
          </g>
        ))}
        {messages.map((message, index) => (
          <Arrow key={index} message={message} />
        ))}
        {events.map((event, row) => (
          <Event
            key={row}
            event={event}
            row={row}
            lane={sequence.laneOf[row] ?? 0}
            isLater={event.timeMs !== events[row - 1]?.timeMs}
          />
        ))}
        <End defect={defect} row={events.length} />
      </svg>
    </div>
  );
}

interface EventProps {
  readonly event: TimelineEvent;
  readonly row: number;
  readonly lane: number;
  /** The clock has moved on since the row above. */
  readonly isLater: boolean;
}

function Event({ event, row, lane, isLater }: EventProps): VNode {
  const isFault = event.outcome !== undefined;
  const isLeft = lane === 0;
  const x = laneX(lane);
  const y = yOf(row);
  const text = eventText(event);
  const room = Math.min(text.length * 7 + 12, isLeft ? firstLane - 90 : labelRoom);
  return (
    <g class={isFault ? 'event fault' : 'event'}>
      {isFault && (
        <rect x={isLeft ? x - 12 - room : x + 12} y={y - 10} width={room} height={20} rx={3} />
      )}
      {event.leftOut !== undefined && (
        <text class="time" x={4} y={y - rowHeight / 2 + 3}>
          … {event.leftOut} calls left out
        </text>
      )}
      <text class="time" x={4} y={y + 4}>
        {isLater ? momentText(event.timeMs) : ''}
      </text>
      {isFault ? (
        <path class="bolt" d={`M${String(x - 5)} ${String(y - 5)}l10 10m0-10l-10 10`} />
      ) : (
        <circle cx={x} cy={y} r={3} />
      )}
      <text x={isLeft ? x - 18 : x + 18} y={y + 4} text-anchor={isLeft ? 'end' : 'start'}>
        {text}
      </text>
    </g>
  );
}

function Arrow({ message }: { message: Message }): VNode {
  const { from, to, sentRow, receivedRow } = message;
  const direction = to > from ? 1 : -1;
  const x1 = laneX(from) + 5 * direction;
  const y1 = yOf(sentRow);
  const isRead = receivedRow !== undefined;
  const x2 = isRead ? laneX(to) - 6 * direction : (laneX(from) + laneX(to)) / 2;
  const y2 = isRead ? yOf(receivedRow) : y1;
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  return (
    <g class={isRead ? 'message' : 'message unread'}>
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
      <path
        d={isRead ? 'M0 0L-8 -3.5L-8 3.5z' : 'M-3 -4L5 4M5 -4L-3 4'}
        transform={`translate(${String(x2)} ${String(y2)}) rotate(${isRead ? angle.toFixed(1) : '0'})`}
      />
    </g>
  );
}

function End({ defect, row }: { defect: ShownDefect; row: number }): VNode {
  const family = familyOf(defect.verdict);
  const y = yOf(row);
  return (
    <g class={`end ${family}`}>
      <path
        d={shapeOf[family]}
        fill-rule="evenodd"
        transform={`translate(${String(laneX(0) - 8)} ${String(y - 8)}) scale(1.35)`}
      />
      <text x={laneX(0) - 18} y={y + 4} text-anchor="end">
        {line(defect.crash?.signal ?? defect.verdict, 40)}
      </text>
    </g>
  );
}

/** `send 12 B "GET / HTTP"`, `recv → ECONNRESET` */
function eventText({ call, result, outcome, bytes: count, data }: TimelineEvent): string {
  if (outcome !== undefined) return line(`${call} → ${outcome}`, 36);
  const moved = count === undefined || count === 0 ? result : bytes(count);
  const head = data === undefined || data === '' ? '' : ` “${line(data, 18)}”`;
  return line(`${call} ${moved}${head}`, 40);
}

function laneX(lane: number): number {
  return firstLane + lane * laneGap;
}

function yOf(row: number): number {
  return headHeight + row * rowHeight + 8;
}

/** `12 µs`, `3.5 ms`, `2.0 s`: the world's clock moves on by little, and leaps. */
function momentText(timeMs: number): string {
  if (timeMs < 1) return `${String(Math.round(timeMs * 1000))} µs`;
  return timeMs < 1000 ? `${timeMs.toFixed(1)} ms` : `${(timeMs / 1000).toFixed(1)} s`;
}
