import { bindSocket, errno } from '../../kernel/ffi.js';
import { errnoName } from '../../abi/errno.js';
import { localAddress, passesCredentials } from '../../kernel/socket.js';

const afUnix = 1;
/** The length of an address that has a family and no name. */
const familyBytes = 2;
const digits = 5;

/**
 * The names that unix sockets get which ask for none: a NUL byte and five hexadecimal digits
 * (unix(7), "Autobind feature"), which the kernel begins to try at random. A socket that has a
 * name by then keeps it, and the program's call succeeds.
 */
export class LocalNames {
  private next = 1;

  /** A program is about to bind a socket. @param length of the address that it gives */
  beforeBind(fd: number, length: number): void {
    if (length === familyBytes) this.give(fd);
  }

  /** It is about to connect it or to send: credentials come from somebody with a name. */
  beforeUse(fd: number): void {
    if (passesCredentials(fd)) this.give(fd);
  }

  mark(): number {
    return this.next;
  }

  comeBackTo(mark: number): void {
    this.next = mark;
  }

  begin(): void {
    this.next = 1;
  }

  private give(fd: number): void {
    if (localAddress(fd)?.kind !== 'unnamed') return;
    const address = Buffer.alloc(familyBytes + 1 + digits);
    address.writeUInt16LE(afUnix, 0);
    do {
      address.write(this.next.toString(16).padStart(digits, '0'), familyBytes + 1, 'latin1');
      this.next = (this.next + 1) % 16 ** digits;
    } while (bindSocket(fd, address, address.length) !== 0 && errnoName(errno()) === 'EADDRINUSE');
  }
}
