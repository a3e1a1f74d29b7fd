import { passDescriptor, receivedFdAt, receivingMessage } from '../../../kernel/pass-descriptor.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import type { FrozenWorld } from '../frozen-world.js';
import { refuse } from '../refusal.js';

const afUnix = 1;
const sockDgram = 2;
const closeOnExecFlag = 0o2000000;
const receiveCloseOnExec = 0x40000000; // MSG_CMSG_CLOEXEC
const setDescriptorFlags = 2; // F_SETFD
const duplicateAbove = 1030; // F_DUPFD_CLOEXEC
/** The first that the limit of descriptors allows. */
const outOfTheWay = [600, 240, 90, 40, 20];

/**
 * A pair of sockets over which open files are carried into a stopped process. The kernel has no
 * call that puts a descriptor into another process; one that receives it can.
 */
export class DescriptorFerry implements Disposable {
  private readonly ours: number;
  private readonly theirs: number;

  constructor(
    private readonly world: FrozenWorld,
    private readonly process: TracedProcess,
  ) {
    const hands = world.hands(process);
    const made = hands.call('socketpair', afUnix, sockDgram | closeOnExecFlag, 0, Buffer.alloc(8));
    if (made < 0) refuse('a process in which no socket can be made');
    const pair = hands.read(0, 8);
    this.ours = this.moveAway(pair.readInt32LE(0));
    this.theirs = this.moveAway(pair.readInt32LE(4));
  }

  carry(copy: number, fd: number, closeOnExec: boolean): void {
    const hands = this.world.hands(this.process);
    if (fd === this.ours || fd === this.theirs)
      refuse('a process with too few descriptors to spare');
    passDescriptor(this.world.copyOf(this.process, this.ours), copy);
    const got = hands.call(
      'recvmsg',
      this.theirs,
      receivingMessage(hands.scratchAt),
      receiveCloseOnExec,
    );
    if (got !== 1) refuse('a process that does not receive a descriptor');
    const arrived = hands.read(receivedFdAt, 4).readInt32LE(0);
    if (arrived === fd) {
      if (!closeOnExec) hands.call('fcntl', fd, setDescriptorFlags, 0);
      return;
    }
    const flags = closeOnExec ? closeOnExecFlag : 0;
    if (hands.call('dup3', arrived, fd, flags) !== fd)
      refuse(`no room for descriptor ${String(fd)}`);
    hands.call('close', arrived);
  }

  /** Out of the way of the numbers that are to be put back. */
  private moveAway(fd: number): number {
    const hands = this.world.hands(this.process);
    for (const above of outOfTheWay) {
      const moved = hands.call('fcntl', fd, duplicateAbove, above);
      if (moved < 0) continue;
      hands.call('close', fd);
      return moved;
    }
    refuse('a process with too few descriptors to spare');
  }

  [Symbol.dispose](): void {
    const hands = this.world.hands(this.process);
    this.world.forgetCopy(this.process, this.ours);
    for (const fd of [this.ours, this.theirs]) hands.call('close', fd);
  }
}
