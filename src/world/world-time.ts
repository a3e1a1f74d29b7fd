import type { Settings } from '../model/settings.js';
import type { Session } from '../tracer/session.js';
import type { TracedProcess } from '../tracer/tracee.js';
import { Passing } from './clock/passing.js';
import type { TimeKeeper } from './clock/time-keeper.js';
import { VirtualTime } from './clock/virtual-time.js';
import { WorldClock } from './clock/world-clock.js';
import { RunClock } from './run-clock.js';

/** Who keeps the time of a world, and for whom. */
interface WorldTime {
  /** What programs go by. */
  readonly keeper: TimeKeeper;
  /** What the course of a run goes by. */
  readonly clock: RunClock;
  /** Where time is the world's own. */
  readonly virtual?: VirtualTime;
  readonly passing?: Passing;
}

export function worldTime(
  session: Session,
  { time, epochMs, limits }: Settings,
  processes: () => readonly TracedProcess[],
): WorldTime {
  if (time === 'real') return { keeper: new WorldClock(session), clock: new RunClock() };
  const virtual = new VirtualTime(session, epochMs, processes);
  const clock = new RunClock(virtual.clock);
  const passing = new Passing({ time: virtual, run: clock, limitMs: limits.virtualMs });
  return { keeper: virtual, clock, virtual, passing };
}
