import type { FaultSettings } from '../../src/model/settings.js';
import type { Workbench } from './workbench.js';

/** The calls that wait for several descriptors. */
export const waits = [
  'poll',
  'ppoll',
  'select',
  'pselect6',
  'epoll_wait',
  'epoll_pwait',
  'epoll_pwait2',
] as const;
type Wait = (typeof waits)[number];

export const waitFaults: FaultSettings = {
  presets: ['interrupts', 'waits'],
  rules: [],
  bare: false,
  persistence: 'once',
};

export async function waitingProgram(
  bench: Workbench,
  call: string,
  how: string,
): Promise<readonly string[]> {
  return [await bench.compile('time/waiting'), call, how];
}

/** What fixtures/time/waiting.c prints of a call. */
export class Lines {
  /** To the nanosecond where the limit is a struct timespec. */
  readonly limit: number;

  constructor(private readonly call: Wait) {
    this.limit = 5e9 + (['pselect6', 'epoll_pwait2'].includes(call) ? 1 : 0);
  }

  /** With sets there is a bit for each in which the descriptor stands. */
  line(result: string, [byList, bySets]: readonly [string, string], left = 0, after = 0): string {
    const says = this.call.includes('select') ? bySets : byList;
    return `${this.call} ${result} says ${says} left ${String(left)} after ${String(after)}`;
  }

  /** Nothing is left written by poll and by epoll. */
  left(left: number): number {
    if (this.call === 'epoll_pwait2') return this.limit;
    return ['ppoll', 'select', 'pselect6'].includes(this.call) ? left : 0;
  }

  get nothing(): string {
    return this.line('0', ['0x0', '0x0'], this.left(0), this.limit);
  }

  interrupted(after: number): string {
    return this.line('-1EINTR', ['0x0', '0x5'], this.left(this.limit - after), after);
  }

  lost(left = this.left(this.limit)): string {
    return this.line('1', ['0x2019', '0x1'], left);
  }

  get ready(): string {
    return this.line('1', ['0x1', '0x1']);
  }
}
