import { signalNumber } from '../abi/signals.js';
import { signalInfo } from '../kernel/ptrace.js';
import type { CoreWritten, Stop } from '../model/stop.js';
import { OperatorError } from '../support/operator-error.js';
import { present } from '../support/assert.js';
import { writeCoreFile, type DumpedProcess } from '../tracer/core/write-core-file.js';

/** Write a core file of a process of a world that stands still. */
export function writeCore(
  stop: Stop | undefined,
  { file, pid }: { readonly file: string; readonly pid?: number | undefined },
): CoreWritten {
  const process = dumped(present(stop, 'no world stands still'), pid);
  try {
    return writeCoreFile(file, process);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const hint = 'name a file in a directory that you may write to, on a disk with space left';
    throw new OperatorError(`the core file cannot be written: ${error.message}`, hint);
  }
}

/** The thread that it is about comes first, and only its process is about to be ended. */
function dumped(stop: Stop, pid = stop.pid): DumpedProcess {
  const process = present(
    stop.processes.find((one) => one.pid === pid),
    'no process of the world',
  );
  const isAbout = (tid: number): boolean => pid === stop.pid && tid === stop.tid;
  const [first, ...others] = [
    ...process.threads.filter(isAbout),
    ...process.threads.filter((tid) => !isAbout(tid)),
  ];
  const threads = [present(first, 'a process without threads'), ...others] as const;
  return { threads: [...threads], signal: pid === stop.pid ? signalOf(stop) : undefined };
}

function signalOf({ why, tid }: Stop): DumpedProcess['signal'] {
  if (why.kind !== 'signal') return undefined;
  const info = signalInfo(tid);
  return info === 'died' ? undefined : { number: signalNumber(why.signal), info };
}
