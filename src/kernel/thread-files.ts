import { DescriptorTable } from './descriptor-table.js';
import { ProcFile } from './procfs.js';

/** The files below /proc that tell of a thread; they are opened when first asked, and kept. */
export class ThreadFiles implements Disposable {
  private readonly kept = new Map<string, ProcFile | undefined>();
  private table: DescriptorTable | undefined;

  constructor(
    private readonly pid: number,
    private readonly tid: number,
  ) {}

  /** `running`, or number and arguments of the call it is in (proc_pid_syscall(5)). */
  get call(): string | undefined {
    return this.read('syscall');
  }

  /** The fields of proc_pid_status(5) as text. */
  get status(): string | undefined {
    return this.read('status');
  }

  /**
   * Another text whenever the thread has run since: time on a processor, time in line for one,
   * and how often it got one. Kernels that do not count that say 0 to all of it; they have the
   * switches of its status.
   */
  get schedule(): string | undefined {
    const text = this.read('schedstat');
    return text === undefined || text.startsWith('0 0 0') ? switches(this.status) : text;
  }

  /** Whether it is on a processor or in line for one. */
  get isRunnable(): boolean {
    return this.call?.startsWith('running') === true;
  }

  /** How long it has run; 0 where the kernel does not count that. */
  get ranMs(): number {
    return Number(this.read('schedstat')?.split(' ')[0] ?? 0) / 1e6;
  }

  /** The descriptors of its process; undefined when it is gone. */
  get descriptors(): DescriptorTable | undefined {
    this.table ??= DescriptorTable.open(this.tid);
    return this.table;
  }

  [Symbol.dispose](): void {
    for (const file of this.kept.values()) file?.[Symbol.dispose]();
    this.kept.clear();
    this.table?.[Symbol.dispose]();
    this.table = undefined;
  }

  private read(name: string): string | undefined {
    let file = this.kept.get(name);
    if (file === undefined) {
      file = ProcFile.open(`/proc/${String(this.pid)}/task/${String(this.tid)}/${name}`);
      this.kept.set(name, file);
    }
    return file?.read();
  }
}

function switches(status: string | undefined): string | undefined {
  return status?.match(/^\w*voluntary_ctxt_switches:.*$/gm)?.join(' ');
}
