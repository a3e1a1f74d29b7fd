import { useEffect, useState } from 'preact/hooks';
import type { ShownReport, Status } from './shown-report.js';

/** Instead of a report, where a running exploration is asked for it. */
interface LiveData {
  readonly format: 'chokepoint-live';
  readonly events: string;
  readonly stop: string;
}

export interface Live {
  readonly status: Status | undefined;
  /** Whether the exploration is still heard of. */
  readonly isConnected: boolean;
  readonly stop: () => void;
}

interface Source {
  readonly report: ShownReport | undefined;
  /** Absent for a report from a file. */
  readonly live: Live | undefined;
}

type Embedded = ShownReport | LiveData;

/** The data that stands in the page itself; undefined when it is no JSON. */
export function embeddedData(): Embedded | undefined {
  try {
    const text = document.getElementById('data')?.textContent ?? '';
    return JSON.parse(text) as Embedded;
  } catch {
    return undefined;
  }
}

export function useSource(data: Embedded): Source {
  const live = data.format === 'chokepoint-live' ? data : undefined;
  const [report, setReport] = useState(data.format === 'chokepoint-live' ? undefined : data);
  const [status, setStatus] = useState<Status>();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    if (live === undefined) return undefined;
    const events = new EventSource(live.events);
    events.addEventListener('report', ({ data }: MessageEvent<string>) =>
      setReport(JSON.parse(data) as ShownReport),
    );
    events.addEventListener('status', ({ data }: MessageEvent<string>) => {
      const next = JSON.parse(data) as Status;
      setStatus(next);
      // The server goes away with the exploration, and is not to be asked again.
      if (next.state === 'ended') events.close();
    });
    events.onopen = () => setConnected(true);
    events.onerror = () => setConnected(false);
    return () => events.close();
  }, [live]);
  if (live === undefined) return { report, live };
  const stop = (): void => void fetch(live.stop, { method: 'POST' }).catch(() => undefined);
  return { report, live: { status, isConnected, stop } };
}
