import { nr } from '../../abi/syscalls.js';
import { Pidfd } from '../../kernel/pidfd.js';
import { fdTarget } from '../../kernel/procfs.js';
import type { NetworkEvent } from '../../model/consequence.js';
import type { Override } from '../../tracer/override.js';
import type { Puppet } from '../../tracer/puppet.js';
import type { Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import { carryOut } from './carry-out.js';
import { eventFailed } from './event-failed.js';
import { kindOf, type EventSocket } from './event-socket.js';
import { FailedNames } from './failed-names.js';
import { resetAgain } from './reset-again.js';

const accepting: readonly number[] = [nr.accept, nr.accept4];

/** Brings about what the network does before and after calls that were decided. */
export class NetworkEvents {
  readonly names = new FailedNames();

  constructor(private readonly init: Puppet) {}

  /** The thread stands before its call. */
  before(thread: Thread, registers: Registers, { before = [], socket }: Override): void {
    this.carryOut(thread, registers, socket ?? socketOf(thread, registers), before);
  }

  /** The call has come to its end. @param made as the program made it */
  after(thread: Thread, made: Registers, { after = [] }: Override): void {
    const now = after.length === 0 ? 'died' : thread.registers();
    if (now === 'died') return;
    const result = now.signed('rax');
    // What was not sent does not arrive twice.
    const events = after.filter(({ event }) => event !== 'send-again' || result > 0);
    if (!accepting.includes(made.number('origRax')))
      this.carryOut(thread, made, socketOf(thread, made), events);
    else if (result >= 0) this.carryOut(thread, made, result, after);
  }

  /** A reset was reported in the middle of a call that hides it (see PartialTransfers). */
  failAgain(thread: Thread, made: Registers): void {
    this.withSocket(thread, made, socketOf(thread, made), (socket) => {
      if (kindOf(socket) === 'tcp') resetAgain(socket);
    });
  }

  private carryOut(
    thread: Thread,
    registers: Registers,
    fd: number,
    events: readonly NetworkEvent[],
  ): void {
    if (events.length === 0) return;
    this.withSocket(thread, registers, fd, (socket) => {
      carryOut(events, socket);
    });
  }

  private withSocket(
    thread: Thread,
    registers: Registers,
    fd: number,
    act: (socket: EventSocket) => void,
  ): void {
    using pidfd = Pidfd.open(thread.tid);
    const copy = pidfd?.take(fd);
    if (copy === undefined || typeof copy === 'string') {
      // Somebody has killed it where it stood: it makes no call any more.
      if (thread.registers() === 'died') return;
      throw eventFailed('an event of a socket that cannot be copied');
    }
    using owned = copy;
    const { init, names } = this;
    const made = { tid: thread.tid, registers };
    act({ copy: owned.fd, init, names, made });
  }
}

/** splice(2) has two descriptors, of which one is the socket. */
function socketOf(thread: Thread, registers: Registers): number {
  const first = registers.int('rdi');
  if (registers.number('origRax') !== nr.splice) return first;
  const isFirst = fdTarget(thread.tid, first)?.startsWith('socket:') === true;
  return isFirst ? first : registers.int('rdx');
}
