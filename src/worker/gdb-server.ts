import { signalNumber } from '../abi/signals.js';
import { Debugger } from '../debugger/debugger.js';
import { Connection } from '../debugger/wire/connection.js';
import { UnixListener } from '../kernel/unix-listener.js';
import type { Stop } from '../model/stop.js';
import { present } from '../support/assert.js';
import { OperatorError } from '../support/operator-error.js';
import type { Thread } from '../tracer/tracee.js';
import type { Standstill } from '../world/standstill/standstill.js';

/** Lets gdb look at a world that stands still. */
export class GdbServer {
  private listener: UnixListener | undefined;
  private debugger: Debugger | undefined;

  /** @param socket where gdb will come to */
  listen(socket: string): void {
    const listener = UnixListener.open(socket);
    if (typeof listener === 'string')
      throw new OperatorError(`no socket for gdb at ${socket}: ${listener}`, 'set TMPDIR');
    this.listener = listener;
  }

  /**
   * Talk with gdb until it lets the world go on.
   * @param gone can be read when gdb has ended
   * @returns whether it is still there
   */
  serve(standstill: Standstill, gone: number): boolean {
    const stop = present(standstill.stop, 'no world stands still');
    if (this.debugger === undefined) this.begin(standstill, stop, gone);
    else if (this.debugger.isThere && stop.why.kind === 'end')
      this.debugger.showEnd(endText(stop), present(standstill.halted, 'it stands still'));
    return this.debugger?.isThere === true;
  }

  private begin(standstill: Standstill, stop: Stop, gone: number): void {
    using listener = present(this.listener, 'nobody waits for gdb');
    const line = listener.accept(gone);
    if (line === undefined) return;
    const thread = threadOf(standstill, stop);
    const one = new Debugger(new Connection(line), standstill, thread);
    this.debugger = one;
    standstill.session.attendant = one;
    const { why } = stop;
    if (why.kind === 'signal') standstill.takeOver();
    const signal = why.kind === 'signal' ? signalNumber(why.signal) : 0;
    one.begin(thread, signal, present(standstill.halted, 'it stands still'));
    if (why.kind === 'end') one.endByKill();
  }
}

function threadOf({ session }: Standstill, { pid, tid }: Stop): Thread {
  return present(session.processes.get(pid)?.threads.get(tid), 'who stopped is there');
}

function endText({ why }: Stop): string {
  const reason = why.kind === 'end' ? why.reason.kind : why.kind;
  return `chokepoint: the run ends here (${reason}); the next step ends the program`;
}
