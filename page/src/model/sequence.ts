import type { TimelineEvent } from '../data/shown-report.js';

/** What went from one lifeline to another: sent in one row, received in another, or never. */
export interface Message {
  readonly from: number;
  readonly sentRow: number;
  readonly to: number;
  /** Absent where nobody read it. */
  readonly receivedRow: number | undefined;
}

export interface Sequence {
  /** Names of the programs; the one under test is the first. */
  readonly lanes: readonly string[];
  readonly events: readonly TimelineEvent[];
  readonly laneOf: readonly number[];
  readonly messages: readonly Message[];
}

interface Sending {
  readonly row: number;
  readonly lane: number;
  left: number;
  isRead: boolean;
}

/** The last events, with those that belong together joined. */
export function sequenceOf(
  timeline: readonly TimelineEvent[],
  underTest: string,
  eventsMax: number,
): Sequence {
  const events = timeline.slice(-eventsMax);
  const others = [...new Set(events.map(({ program }) => program))];
  const lanes = [underTest, ...others.filter((name) => name !== underTest)];
  const laneOf = events.map(({ program }) => lanes.indexOf(program));
  return { lanes, events, laneOf, messages: messagesOf(events, laneOf) };
}

/** Bytes of a connection are read in the order in which they were sent. */
function messagesOf(
  events: readonly TimelineEvent[],
  laneOf: readonly number[],
): readonly Message[] {
  const ends = endsOf(events, laneOf);
  const queues = new Map<string, Sending[]>();
  const messages: Message[] = [];
  for (const [row, { connection, direction, bytes = 0 }] of events.entries()) {
    const lane = laneOf[row] ?? 0;
    if (connection === undefined || direction === undefined || bytes === 0) continue;
    const other = ends.get(connection)?.find((end) => end !== lane);
    if (other === undefined) continue;
    if (direction === 'sent') {
      queueOf(queues, connection, lane).push({ row, lane, left: bytes, isRead: false });
      continue;
    }
    const sending = consume(queueOf(queues, connection, other), bytes);
    if (sending === undefined) continue;
    messages.push({ from: other, sentRow: sending.row, to: lane, receivedRow: row });
  }
  return [...messages, ...unread(queues, events, ends)];
}

function endsOf(
  events: readonly TimelineEvent[],
  laneOf: readonly number[],
): ReadonlyMap<string, readonly number[]> {
  const ends = new Map<string, number[]>();
  for (const [row, { connection }] of events.entries()) {
    if (connection === undefined) continue;
    const known = ends.get(connection) ?? [];
    const lane = laneOf[row] ?? 0;
    if (!known.includes(lane)) known.push(lane);
    ends.set(connection, known);
  }
  return ends;
}

function queueOf(queues: Map<string, Sending[]>, connection: string, lane: number): Sending[] {
  const key = `${connection} ${String(lane)}`;
  const queue = queues.get(key) ?? [];
  queues.set(key, queue);
  return queue;
}

/** @returns the last sending that these bytes were part of */
function consume(queue: Sending[], bytes: number): Sending | undefined {
  let last: Sending | undefined;
  let rest = bytes;
  for (const sending of queue) {
    if (rest <= 0) break;
    if (sending.left === 0) continue;
    const taken = Math.min(rest, sending.left);
    sending.left -= taken;
    sending.isRead = true;
    rest -= taken;
    last = sending;
  }
  return last;
}

function unread(
  queues: ReadonlyMap<string, readonly Sending[]>,
  events: readonly TimelineEvent[],
  ends: ReadonlyMap<string, readonly number[]>,
): readonly Message[] {
  return [...queues.values()].flat().flatMap(({ row, lane, isRead }) => {
    const to = ends.get(events[row]?.connection ?? '')?.find((end) => end !== lane);
    if (isRead || to === undefined) return [];
    return [{ from: lane, sentRow: row, to, receivedRow: undefined }];
  });
}
