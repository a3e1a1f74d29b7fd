import type { GuestCall } from '../checkpoint/qemu/guest/request.js';

/** Running numbers of the guest's processes and threads, in the order in which they were met. */
export class GuestNumbers {
  constructor(
    private readonly processes: number[] = [],
    private readonly threads: number[] = [],
  ) {}

  copy(): GuestNumbers {
    return new GuestNumbers([...this.processes], [...this.threads]);
  }

  of({ pid, tid }: GuestCall): { readonly process: number; readonly thread: number } {
    return { process: numberOf(this.processes, pid), thread: numberOf(this.threads, tid) };
  }
}

function numberOf(known: number[], id: number): number {
  if (!known.includes(id)) known.push(id);
  return known.indexOf(id) + 1;
}
