import { readdirSync, readFileSync } from 'node:fs';
import koffi from 'koffi';

const setChildSubreaper = 36;
const noHang = 1;

/**
 * Makes this process adopt every orphan below it (PR_SET_CHILD_SUBREAPER, prctl(2)) and reap the
 * adopted ones that end. `owned` names the children that Node started itself and reaps itself.
 */
export function adoptOrphans(owned: () => readonly number[]): void {
  const libc = koffi.load('libc.so.6');
  const prctl = libc.func('prctl', 'int', ['int', 'ulong', 'ulong', 'ulong', 'ulong']);
  const waitpid = libc.func('waitpid', 'int', ['int', 'void *', 'int']);
  if (prctl(setChildSubreaper, 1, 0, 0, 0) !== 0) throw new Error('prctl refuses a subreaper');
  process.on('SIGCHLD', () => {
    const adopted = ownChildren().filter((pid) => !owned().includes(pid));
    for (const pid of adopted) waitpid(pid, null, noHang);
  });
}

/** An orphan is given to any thread of the reaper. */
function ownChildren(): readonly number[] {
  return readdirSync('/proc/self/task').flatMap((thread) =>
    childrenOf(thread).split(' ').filter(Boolean).map(Number),
  );
}

/** Node's threads come and go. */
function childrenOf(thread: string): string {
  try {
    return readFileSync(`/proc/self/task/${thread}/children`, 'utf8');
  } catch {
    return '';
  }
}
