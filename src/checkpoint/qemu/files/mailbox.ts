import { writeMemory } from '../../../kernel/process-memory.js';
import { present } from '../../../support/assert.js';
import type { BootedGuest } from '../booted-guest.js';
import { Channel } from '../guest/channel.js';
import { GuestRam } from '../guest/guest-ram.js';
import type { GuestRequest } from '../guest/request.js';

const seqBytes = 4;

/** The area that guest and controller share, with a guest that runs while it is looked at. */
export class Mailbox {
  private readonly ram: GuestRam;
  private readonly channel: Channel;
  private readonly firstPage: number;
  private answered: number | undefined;

  constructor(
    private readonly pid: number,
    { memoryMb, channelPages }: BootedGuest,
  ) {
    this.ram = GuestRam.of(pid, memoryMb * 2 ** 20);
    this.channel = new Channel(this.ram, channelPages);
    this.firstPage = present(channelPages[0], 'a channel without pages');
  }

  /** What stands there and has not been answered; its sequence number is written last. */
  unanswered(): GuestRequest | undefined {
    const page = this.ram.readPage(this.firstPage);
    // Bells are still heard when the machine and its memory are gone.
    if (page.length === 0 || page.readUInt32LE(0) === this.answered) return undefined;
    return this.channel.request();
  }

  /** @returns whether the machine's memory is still there */
  answer(seq: number, reply: Buffer): boolean {
    this.answered = seq;
    return this.channel
      .writesOf(reply)
      .flatMap(({ address, bytes }) => [
        { address: address + seqBytes, bytes: bytes.subarray(seqBytes) },
        // At the start of the first page, which comes last, it says that the rest is there.
        { address, bytes: bytes.subarray(0, seqBytes) },
      ])
      .every(({ address, bytes }) => writeMemory(this.pid, address, bytes));
  }
}
