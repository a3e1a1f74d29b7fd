import { nr } from '../../abi/syscalls.js';
import type { StoppedCall } from '../../kernel/call-condition.js';
import { randomStart } from '../../kernel/procfs.js';
import { writeMemory } from '../../kernel/process-memory.js';
import type { Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import { hideRandom } from '../../tracer/vdso-random.js';
import { answerGetrandom, answerRead } from './getrandom.js';
import { LocalNames } from './local-names.js';
import { LocalPorts, type PortsMark } from './local-ports.js';
import { RandomBytes, type RandomMark } from './random-bytes.js';
import { readsRandomDevice } from './random-device.js';
import { AddressChoice, addressCalls } from './socket-calls.js';

const startBytes = 16;

export interface ChanceMark {
  readonly bytes: RandomMark;
  readonly ports: PortsMark;
  readonly names: number;
}

/** What the kernel would leave to chance: the same in every run of the same path. */
export class Chance {
  /** What programs have to be stopped at. */
  static readonly watchedCalls: readonly StoppedCall[] = [nr.getrandom, ...addressCalls];
  private readonly bytes: RandomBytes;
  private readonly ports = new LocalPorts();
  private readonly names = new LocalNames();
  private readonly addresses = new AddressChoice(this.ports, this.names);

  /** @param sealed whether the network is the world's own: that of the host has ports in use */
  constructor(
    seed: number,
    private readonly sealed: boolean,
  ) {
    this.bytes = new RandomBytes(seed);
  }

  begin(): void {
    this.bytes.comeBackTo(new Map());
    this.ports.begin();
    this.names.begin();
  }

  /** A program stands at its exec: it has random bytes already, of which it makes its secrets. */
  afterExec(thread: Thread): void {
    hideRandom(thread);
    const address = randomStart(thread.process.pid);
    if (address === undefined) return;
    if (writeMemory(thread.tid, address, this.bytes.look(thread, startBytes)))
      this.bytes.take(thread, startBytes);
  }

  /** Whether the call that a thread stands before asks for random bytes; if so it runs on. */
  takes(thread: Thread, registers: Registers): boolean {
    if (registers.number('origRax') !== nr.getrandom) return false;
    answerGetrandom(thread, registers, this.bytes);
    thread.resume();
    return true;
  }

  /** The call that a thread stands before is made now, unless it reads random bytes. */
  beforeCall(thread: Thread, registers: Registers): void {
    if (readsRandomDevice(thread, registers)) answerRead(thread, registers, this.bytes);
    if (this.sealed) this.addresses.before(thread, registers);
  }

  mark(): ChanceMark {
    return { bytes: this.bytes.mark(), ports: this.ports.mark(), names: this.names.mark() };
  }

  comeBackTo(mark: ChanceMark): void {
    this.bytes.comeBackTo(mark.bytes);
    this.ports.comeBackTo(mark.ports);
    this.names.comeBackTo(mark.names);
  }
}
