import { close, getsockopt, setsockopt, syscall } from './ffi.js';
import { nr } from '../abi/syscalls.js';

const solIp = 0;
const localPortRange = 51; // IP_LOCAL_PORT_RANGE
const value = Buffer.alloc(4);
const length = Buffer.alloc(4);

/** The ports that the kernel may choose from. */
interface PortRange {
  readonly first: number;
  readonly last: number;
}

/**
 * From which ports the kernel chooses one for this socket (ip(7), since Linux 6.3; for sockets of
 * IPv6 as well). @returns undefined where the kernel lacks the option; zeros where none is set
 */
export function readPortRange(fd: number): PortRange | undefined {
  length.writeUInt32LE(4, 0);
  if (getsockopt(fd, solIp, localPortRange, value, length) !== 0) return undefined;
  return { first: value.readUInt16LE(0), last: value.readUInt16LE(2) };
}

/** The kernel takes it only within the range of the network (ip_local_port_range). */
export function setPortRange(fd: number, { first, last }: PortRange): void {
  value.writeUInt16LE(first, 0);
  value.writeUInt16LE(last, 2);
  setsockopt(fd, solIp, localPortRange, value, 4);
}

/** Whether this kernel has the option. */
export function hasPortRange(): boolean {
  const [inet, stream] = [2, 1];
  const fd = syscall(nr.socket, inet, stream, 0);
  if (fd < 0) return false;
  const range = readPortRange(fd);
  close(fd);
  return range !== undefined;
}
