import { nr } from '../../abi/syscalls.js';
import type { StoppedCall } from '../../kernel/call-condition.js';
import { Pidfd } from '../../kernel/pidfd.js';
import { readMemory } from '../../kernel/process-memory.js';
import { parseAddress, socketDomain, socketType } from '../../kernel/socket.js';
import type { RegisterName, Registers } from '../../tracer/registers.js';
import type { Thread } from '../../tracer/tracee.js';
import type { LocalNames } from './local-names.js';
import type { LocalPorts } from './local-ports.js';

const afUnix = 1;
const afInet: ReadonlySet<number | undefined> = new Set([2, 10]);
const stream = 1;
const fastOpen = 0x2000_0000; // MSG_FASTOPEN
const addressBytes = 128;

/** Where a call that sends has its flags. */
const calls: ReadonlyMap<number, RegisterName | undefined> = new Map([
  [nr.bind, undefined],
  [nr.connect, undefined],
  [nr.listen, undefined],
  [nr.sendto, 'r10'],
  [nr.sendmsg, 'rdx'],
  [nr.sendmmsg, 'r10'],
]);

/** The calls for which the kernel may choose an address; sendto(2) only where it names one. */
export const addressCalls: readonly StoppedCall[] = [...calls.keys()].map((call) =>
  call === nr.sendto ? { call, argument: 4 } : call,
);

/** Settle which address the kernel will choose, if it has to, for a call that is to be made. */
export class AddressChoice {
  constructor(
    private readonly ports: LocalPorts,
    private readonly names: LocalNames,
  ) {}

  before(thread: Thread, registers: Registers): void {
    if (!calls.has(registers.number('origRax'))) return;
    using pidfd = Pidfd.open(thread.tid);
    const copy = pidfd?.take(registers.int('rdi'));
    if (copy === undefined || typeof copy === 'string') return;
    using owned = copy;
    const domain = socketDomain(owned.fd);
    if (domain === afUnix) this.beforeUnix(owned.fd, registers);
    if (afInet.has(domain)) this.beforeInet(owned.fd, thread, registers);
  }

  private beforeUnix(fd: number, registers: Registers): void {
    const call = registers.number('origRax');
    if (call === nr.bind) this.names.beforeBind(fd, registers.int('rdx'));
    else if (call !== nr.listen) this.names.beforeUse(fd);
  }

  private beforeInet(fd: number, thread: Thread, registers: Registers): void {
    const call = registers.number('origRax');
    const isStream = socketType(fd) === stream;
    const flags = calls.get(call);
    // Only with this flag a call that sends also connects.
    const connects = flags === undefined || (registers.int(flags) & fastOpen) !== 0;
    if (call === nr.bind) this.ports.beforeBind(fd, portGiven(thread, registers));
    else if (connects || !isStream) this.ports.beforeUse(fd, isStream);
  }
}

/** Of the address that bind(2) is called with. */
function portGiven(thread: Thread, registers: Registers): number {
  const length = Math.min(registers.number('rdx'), addressBytes);
  const address = parseAddress(readMemory(thread.tid, registers.number('rsi'), length));
  return address?.kind === 'ip' ? address.port : 0;
}
