import { setTimer, setTimerTicks } from '../../../kernel/event-files.js';
import { readFdInfo } from '../../../kernel/fdinfo.js';
import { Pidfd, type OwnedFd } from '../../../kernel/pidfd.js';
import { fdTarget, readProc } from '../../../kernel/procfs.js';
import { exitCode, OperatorError } from '../../../support/operator-error.js';
import type { TracedProcess } from '../../../tracer/tracee.js';
import { descriptors } from '../../open-ports.js';
import { isAlive, type TimerObject } from './timer-object.js';

/** 68 years: the kernel's own timer is set so that it never expires ... */
const never = 0x7fff_ffff_000_000_000n;

interface Place {
  readonly process: TracedProcess;
  readonly fd: number;
}

/**
 * A timer of timerfd_create(2). It is the open file that counts, whoever has it by whatever
 * number: ... and the interval that the kernel's own timer is set to says which one it is. That
 * is seen from outside (proc_pid_fdinfo(5)), and comes along wherever the open file goes.
 */
export class TimerFile implements TimerObject {
  readonly key: string;
  readonly isHeard = true;
  private last: Place | undefined;

  constructor(
    private readonly id: number,
    private readonly processes: () => readonly TracedProcess[],
  ) {
    this.key = fileKey(id);
  }

  /** Nothing has expired that it has not been set to since. @returns whether it is a timer's */
  claim(copy: OwnedFd): boolean {
    return setTimer(copy.fd, { left: never, interval: BigInt(this.id) }, 0n);
  }

  isHeldBy(among: (process: TracedProcess) => boolean): boolean {
    return this.find(among) !== undefined;
  }

  expire(times: bigint): void {
    using copy = this.take();
    if (copy === undefined) return;
    if (!setTimerTicks(copy.fd, unreadTicks(copy) + times)) throw cannotExpire();
  }

  isWaiting(): boolean {
    using copy = this.take();
    return copy !== undefined && unreadTicks(copy) > 0n;
  }

  private take(): OwnedFd | undefined {
    const place = this.find(() => true);
    if (place === undefined) return undefined;
    using pidfd = Pidfd.open(place.process.anyThread().tid);
    const copy = pidfd?.take(place.fd);
    return typeof copy === 'string' ? undefined : copy;
  }

  /** Where it was last is where it mostly is. */
  private find(among: (process: TracedProcess) => boolean): Place | undefined {
    const { last } = this;
    if (last !== undefined && among(last.process) && this.isAt(last)) return last;
    for (const process of this.processes().filter((one) => isAlive(one) && among(one))) {
      const numbers = descriptors(process.anyThread().tid);
      const fd = numbers.find((number) => this.isAt({ process, fd: number }));
      if (fd !== undefined) return (this.last = { process, fd });
    }
    return undefined;
  }

  private isAt({ process, fd }: Place): boolean {
    return isAlive(process) && timerIdOf(process.anyThread().tid, fd) === this.id;
  }
}

export function fileKey(id: number): string {
  return `file ${String(id)}`;
}

export function isTimerFile(tid: number, fd: number): boolean {
  return fdTarget(tid, fd) === 'anon_inode:[timerfd]';
}

/** The id of the timer behind a descriptor; undefined where it is none, or was never set. */
export function timerIdOf(tid: number, fd: number): number | undefined {
  if (!isTimerFile(tid, fd)) return undefined;
  const info = readProc(`/proc/${String(tid)}/fdinfo/${String(fd)}`) ?? '';
  const id = Number(/^it_interval: \(0, (\d+)\)/m.exec(info)?.[1] ?? 0);
  return id === 0 ? undefined : id;
}

function unreadTicks(copy: OwnedFd): bigint {
  const text = readFdInfo(process.pid, copy.fd)?.text ?? '';
  return BigInt(/^ticks:\s*(\d+)/m.exec(text)?.[1] ?? '0');
}

function cannotExpire(): OperatorError {
  const message = 'this kernel does not let a timerfd expire by the clock of the world';
  const hint = 'it was built without CONFIG_CHECKPOINT_RESTORE: use --clock real';
  return new OperatorError(message, hint, exitCode.unsupported);
}
