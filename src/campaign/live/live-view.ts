import type { Stop, StoppableWorld } from '../../model/stop.js';

/** Somebody at the terminal who looks at a world that stands still. */
export interface LiveView extends AsyncDisposable {
  /** Until the world is to go on. */
  look(stop: Stop, world: StoppableWorld): Promise<void>;
  /** Until the terminal is ours again. */
  ended(): Promise<void>;
}
