import type { VNode } from 'preact';
import { duration } from '../../src/report/quantities.js';
import { grouped } from '../../src/support/grouped.js';
import type { Live } from './data/source.js';
import type { Status } from './data/shown-report.js';

/** What the terminal's status says, and the button that does what Ctrl-C does there. */
export function LiveBar({ live }: { live: Live }): VNode {
  const { status, isConnected, stop } = live;
  const state = stateOf(status, isConnected);
  return (
    <section class={`live ${state}`} aria-label="Exploration">
      <span class="pulse" aria-hidden="true" />
      <strong role="status">{stateText[state]}</strong>
      {status !== undefined && <Figures status={status} />}
      {state === 'running' && (
        <button type="button" class="button" onClick={stop}>
          Stop
        </button>
      )}
    </section>
  );
}

type State = 'starting' | 'running' | 'stopping' | 'ended' | 'lost';

const stateText: Readonly<Record<State, string>> = {
  starting: 'Starting',
  running: 'Exploring',
  stopping: 'Stopping, the report is being written',
  ended: 'Ended: this page keeps the final report',
  lost: 'The exploration is no longer heard of; this is the last that it said',
};

function stateOf(status: Status | undefined, isConnected: boolean): State {
  if (status?.state === 'ended') return 'ended';
  if (!isConnected) return 'lost';
  return status?.state ?? 'starting';
}

function Figures({ status }: { status: Status }): VNode {
  const { paths, frontier, defects, elapsedMs } = status;
  const rate = elapsedMs === 0 ? 0 : (paths * 1000) / elapsedMs;
  return (
    <dl>
      <Figure name="paths" value={grouped(paths)} />
      <Figure name="per second" value={rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate))} />
      <Figure name="frontier" value={grouped(frontier)} />
      <Figure name={defects === 1 ? 'defect' : 'defects'} value={grouped(defects)} />
      <Figure name="elapsed" value={duration(elapsedMs)} />
    </dl>
  );
}

function Figure({ name, value }: { name: string; value: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
