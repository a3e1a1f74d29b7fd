import { readProc } from '../../../kernel/procfs.js';
import { readMemory } from '../../../kernel/process-memory.js';
import { present } from '../../../support/assert.js';

const pageBytes = 4096;

/** The guest's memory, as the QEMU process has it mapped. */
export class GuestRam {
  private constructor(
    private readonly pid: number,
    private readonly base: number,
  ) {}

  /** QEMU maps a machine's memory in one piece; nothing else of it is just as large. */
  static of(pid: number, bytes: number): GuestRam {
    const maps = readProc(`/proc/${String(pid)}/maps`) ?? '';
    const bases = maps.split('\n').flatMap((line) => {
      const [from = '', to = ''] = line.split(/[- ]/, 2);
      return parseInt(to, 16) - parseInt(from, 16) === bytes ? [parseInt(from, 16)] : [];
    });
    return new GuestRam(pid, present(bases[0], 'a machine without memory'));
  }

  /** @returns where the guest's physical page lies in the QEMU process */
  addressOf(page: number): number {
    return this.base + page * pageBytes;
  }

  readPage(page: number): Buffer {
    return readMemory(this.pid, this.addressOf(page), pageBytes);
  }
}
