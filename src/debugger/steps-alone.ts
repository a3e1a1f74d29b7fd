import type { Thread } from '../tracer/tracee.js';
import type { Inferior } from './inferior/inferior.js';
import type { Action } from './inferior/resumption.js';
import { isBetweenCalls } from './inferior/traps.js';

/**
 * The thread that makes a step while everything else stands still; undefined where more is to
 * happen. gdb wants that to get over its breakpoints, which it takes away meanwhile.
 * @param isFree whether nothing else has come up for a thread
 */
export function stepsAlone(
  actions: readonly Action[],
  inferior: Inferior,
  isFree: (thread: Thread) => boolean,
): Thread | undefined {
  const actionOf = (thread: Thread): Action | undefined => inferior.actionOf(thread, actions);
  const [thread, ...others] = inferior.threads.filter((one) => actionOf(one) !== undefined);
  if (thread === undefined || others.length > 0) return undefined;
  const action = actionOf(thread);
  const isStep = action?.how === 'step' && action.signal === 0;
  return isStep && isFree(thread) && isBetweenCalls(thread) ? thread : undefined;
}
