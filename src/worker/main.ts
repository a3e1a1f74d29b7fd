import { stayOnOneProcessor } from '../kernel/affinity.js';
import { prctl } from '../kernel/ffi.js';
import type { Engine } from '../checkpoint/engine.js';
import type { StepOrStop } from '../model/stop.js';
import { assert, present, unreachable } from '../support/assert.js';
import { explain } from './explain.js';
import { GdbServer } from './gdb-server.js';
import { LineReader, writeLine } from './lines.js';
import { openEngine } from './open-engine.js';
import { writeCore } from './write-core.js';
import { commandFd, replyFd, type Command, type Reply } from './protocol.js';

const setParentDeathSignal = 1;
const sigkill = 9;
const gdb = new GdbServer();

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
      if (reply !== undefined) writeLine(replyFd, reply);
    } catch (error) {
      writeLine(replyFd, failure(error));
    }
  }
  engine?.[Symbol.dispose]();
}

function carryOut(engine: Engine, command: Command): Reply | undefined {
  switch (command.op) {
    case 'open':
      return { kind: 'opened' };
    case 'run':
      return stepReply(engine.runToChoice());
    case 'stop-at':
      engine.standstill.arm(command.condition);
      return undefined;
    case 'stand-still':
      return { kind: 'stopped', stop: engine.standStill() };
    case 'core':
      return { kind: 'core', written: writeCore(engine.standstill.stop, command) };
    case 'gdb-listen':
      gdb.listen(command.socket);
      return { kind: 'gdb-listens' };
    case 'gdb':
      return { kind: 'gdb', isThere: gdb.serve(engine.standstill, commandFd) };
    case 'gdb-gone':
      return undefined;
    case 'capabilities':
      return { kind: 'capabilities', capabilities: engine.capabilities() };
    case 'travel':
      return { kind: 'travel', travel: engine.travel() };
    case 'leave':
      return { kind: 'left', termination: engine.leave() };
    case 'reexecute':
      engine.reexecute();
      return undefined;
    case 'record':
      engine.record?.(command.directory);
      return undefined;
    case 'decide':
      engine.decide(command.outcome);
      return undefined;
    case 'checkpoint':
      engine.checkpoint();
      return undefined;
    case 'restore':
      engine.standstill.disarm();
      engine.restore(command.checkpoint);
      return undefined;
    case 'drop':
      engine.drop(command.checkpoint);
      return undefined;
    default:
      return unreachable(command);
  }
}

function stepReply(step: StepOrStop): Reply {
  return step.kind === 'stopped' ? step : { kind: 'step', step };
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
