import { checksum, unescape } from './framing.js';

/** What comes from gdb: a packet, Ctrl-C, or a packet that is not what was sent. */
export type Message =
  | { readonly kind: 'packet'; readonly payload: string }
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'damaged' };

const [dollar, hash, interruption] = [0x24, 0x23, 0x03];
const sumLetters = 2;

/** Takes a stream of bytes apart, however they arrive. */
export class PacketReader {
  private bytes = Buffer.alloc(0);

  feed(bytes: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, bytes]);
  }

  /** @returns undefined where the next message has not come whole */
  next(): Message | undefined {
    // Acknowledgments of ours are between packets: on this line nothing gets lost.
    const begin = this.bytes.findIndex((byte) => byte === dollar || byte === interruption);
    if (begin < 0) this.bytes = Buffer.alloc(0);
    else this.bytes = this.bytes.subarray(begin);
    if (this.bytes.length === 0) return undefined;
    return this.bytes[0] === interruption ? this.interrupt() : this.packet();
  }

  private interrupt(): Message {
    this.bytes = this.bytes.subarray(1);
    return { kind: 'interrupt' };
  }

  private packet(): Message | undefined {
    const end = this.bytes.indexOf(hash);
    if (end < 0 || this.bytes.length < end + 1 + sumLetters) return undefined;
    const body = this.bytes.subarray(1, end);
    const sum = this.bytes.toString('latin1', end + 1, end + 1 + sumLetters);
    this.bytes = this.bytes.subarray(end + 1 + sumLetters);
    if (sum !== checksum(body)) return { kind: 'damaged' };
    return { kind: 'packet', payload: unescape(body) };
  }
}
