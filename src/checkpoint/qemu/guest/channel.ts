import { assert } from '../../../support/assert.js';
import type { GuestRam } from './guest-ram.js';
import { decodeRequest, requestBytes, type GuestRequest } from './request.js';

/** Layout of native/channel.h. */
const pageBytes = 4096;
const replyPage = 1;
const replyPages = 8;
const dataPage = replyPage + replyPages;

/** A piece of the QEMU process's memory, and what it becomes. */
interface Write {
  readonly address: number;
  readonly bytes: Buffer;
}

/** The area that guest and controller share. */
export class Channel {
  constructor(
    private readonly ram: GuestRam,
    /** The guest's physical page numbers, in the order of the area. */
    private readonly pages: readonly number[],
  ) {}

  request(): GuestRequest {
    const head = this.read(0, requestBytes);
    const dataLength = head.readUInt32LE(8);
    return decodeRequest(head, this.read(dataPage * pageBytes, dataLength));
  }

  /** What has to be written to QEMU's memory so that the guest finds this reply. */
  writesOf(reply: Buffer): readonly Write[] {
    assert(reply.length <= replyPages * pageBytes, 'a reply that is too long', {
      length: reply.length,
    });
    const pieces: Write[] = [];
    for (let at = 0; at < reply.length; at += pageBytes)
      pieces.push({
        address: this.ram.addressOf(this.page(replyPage + at / pageBytes)),
        bytes: reply.subarray(at, at + pageBytes),
      });
    // The first piece holds the sequence number, which says that the rest is there.
    return pieces.reverse();
  }

  private read(from: number, length: number): Buffer {
    const first = Math.floor(from / pageBytes);
    const count = Math.ceil(length / pageBytes);
    const pages = Array.from({ length: count }, (_, i) => this.ram.readPage(this.page(first + i)));
    return Buffer.concat(pages).subarray(0, length);
  }

  private page(index: number): number {
    const page = this.pages[index];
    assert(page !== undefined, 'a page beyond the channel', { index });
    return page;
  }
}
