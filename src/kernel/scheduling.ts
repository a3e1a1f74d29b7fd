import { nr } from '../abi/syscalls.js';
import { addressOf, schedGetaffinity, schedSetaffinity, syscall, syscall5 } from './ffi.js';

/** How a thread is scheduled: policy, nice value, priority (struct sched_attr); processors. */
export interface Scheduling {
  readonly attributes: Buffer;
  readonly processors: Buffer;
}

const attributeBytes = 48; // SCHED_ATTR_SIZE_VER0
const processorBytes = 128;

export function schedulingOf(tid: number): Scheduling | undefined {
  const attributes = Buffer.alloc(attributeBytes);
  const processors = Buffer.alloc(processorBytes);
  const at = Number(addressOf(attributes));
  if (syscall5(nr.sched_getattr, tid, at, attributeBytes, 0, 0) < 0) return undefined;
  if (schedGetaffinity(tid, processorBytes, processors) < 0) return undefined;
  return { attributes, processors };
}

/** @returns whether it could be set: a better nice value takes CAP_SYS_NICE */
export function setScheduling(tid: number, then: Scheduling, now: Scheduling): boolean {
  const isDone =
    then.attributes.equals(now.attributes) ||
    syscall(nr.sched_setattr, tid, Number(addressOf(then.attributes)), 0) === 0;
  const isPlaced =
    then.processors.equals(now.processors) ||
    schedSetaffinity(tid, processorBytes, then.processors) === 0;
  return isDone && isPlaced;
}
