import { stayOnOneProcessor } from '../kernel/affinity.js';
import { prctl } from '../kernel/ffi.js';
import type { Engine } from '../checkpoint/engine.js';
import { assert, present } from '../support/assert.js';
import { carryOut } from './carry-out.js';
import { explain } from './explain.js';
import { LineReader, writeLine } from './lines.js';
import { openEngine } from './open-engine.js';
import { commandFd, replyFd, type Command, type Reply } from './protocol.js';

const setParentDeathSignal = 1;
const sigkill = 9;

/** A worker: one process, one world, one thread that traces it. It ends with its controller. */
function main(): void {
  // Also on kill -9 of the controller; the world follows by PTRACE_O_EXITKILL.
  prctl(setParentDeathSignal, sigkill);
  // Workers of one exploration, and explorations side by side, spread by their pids.
  stayOnOneProcessor(process.pid);
  const commands = new LineReader(commandFd);
  let engine: Engine | undefined;
  for (let line = commands.next(); line !== undefined; line = commands.next()) {
    const command = JSON.parse(line) as Command;
    try {
      if (command.op === 'open') engine = openEngine(command.settings, command.needed, command);
      const reply = carryOut(present(engine, 'no world has been opened'), command);
      if (reply !== undefined) writeLine(replyFd, { ...reply, files: engine?.newFiles?.() });
    } catch (error) {
      writeLine(replyFd, failure(error));
    }
  }
  engine?.[Symbol.dispose]();
}

function failure(error: unknown): Reply {
  const known = explain(error);
  if (known !== undefined) {
    const { message, hint, code } = known;
    return { kind: 'refused', message, hint, code };
  }
  assert(error instanceof Error, 'a worker threw something that is no error');
  return { kind: 'bug', message: error.message, stack: error.stack ?? '' };
}

main();
