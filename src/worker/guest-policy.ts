import { nr } from '../abi/syscalls.js';
import type { ChoicePolicy, Examination, PolicyMark } from '../checkpoint/choice-policy.js';
import type { BootedGuest } from '../checkpoint/qemu/booted-guest.js';
import { Channel } from '../checkpoint/qemu/guest/channel.js';
import { GuestConversation } from './guest-conversation.js';
import { GuestRam } from '../checkpoint/qemu/guest/guest-ram.js';
import { machineFailure } from '../checkpoint/qemu/machine-failure.js';
import type { Outcome } from '../model/outcome.js';
import type { Settings } from '../model/settings.js';
import type { Termination } from '../model/termination.js';
import { assert } from '../support/assert.js';
import type { Override } from '../tracer/override.js';
import type { Registers } from '../tracer/registers.js';
import type { Thread } from '../tracer/tracee.js';

/**
 * The policy over a whole machine: what is traced is QEMU, and it stops where the guest rings its
 * doorbell, which QEMU would pass on with sendmsg(2). The reply goes into the guest's memory, and
 * the bell is answered as if somebody had heard it.
 */
export class GuestPolicy implements ChoicePolicy {
  private readonly conversation: GuestConversation;
  private channel: { readonly pid: number; readonly channel: Channel } | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly guest: BootedGuest,
    records: boolean,
  ) {
    this.conversation = new GuestConversation(settings, guest, records);
  }

  begin(): void {
    this.channel = undefined;
    this.conversation.begin();
  }

  mark(): PolicyMark {
    return { counted: this.conversation.mark() };
  }

  comeBackTo({ counted }: PolicyMark): void {
    this.conversation.comeBackTo(counted);
  }

  concerns(_: Thread, registers: Registers): boolean {
    return registers.number('origRax') === nr.sendmsg;
  }

  examine(thread: Thread): Examination {
    const registers = thread.registers();
    if (registers === 'died') return { kind: 'pass' };
    const channel = this.channelOf(thread.process.pid);
    const answer = (bytes: Buffer): Override => {
      return { kind: 'answer', result: 1, writes: channel.writesOf(bytes) };
    };
    const heard = this.conversation.hear(channel.request());
    if (heard.kind === 'ended') return heard;
    if (heard.kind === 'reply') return { kind: 'pass', registers, override: answer(heard.bytes) };
    const { point, replyTo } = heard;
    const override = (outcome: Outcome): Override => answer(replyTo(outcome));
    return { kind: 'choice', choice: { thread, registers, point, override } };
  }

  /** @throws OperatorError when the machine itself has failed */
  endOf({ reason, programs }: Termination): Termination {
    assert(this.settings.engine === 'qemu', 'a guest without its engine');
    if (reason.kind === 'sut-ended') throw machineFailure(programs[0]);
    return this.conversation.endBy({ kind: 'wall-limit', limitMs: this.settings.limits.wallMs });
  }

  private channelOf(pid: number): Channel {
    if (this.channel?.pid !== pid) {
      const ram = GuestRam.of(pid, this.guest.memoryMb * 2 ** 20);
      this.channel = { pid, channel: new Channel(ram, this.guest.channelPages) };
    }
    return this.channel.channel;
  }
}
