import type { Engine } from '../checkpoint/engine.js';
import type { StepOrStop } from '../model/stop.js';
import { unreachable } from '../support/assert.js';
import { lookAtStop } from './look-at-stop.js';
import type { Command, Reply } from './protocol.js';

/** What the controller has told. @returns the answer, where one is awaited */
export function carryOut(engine: Engine, command: Command): Reply | undefined {
  switch (command.op) {
    case 'open':
      return { kind: 'opened' };
    case 'run':
      return stepReply(engine.runToChoice());
    case 'capabilities':
      return { kind: 'capabilities', capabilities: engine.capabilities() };
    case 'travel':
      return { kind: 'travel', travel: engine.travel() };
    case 'leave':
      return { kind: 'left', termination: engine.leave() };
    case 'stand-still':
      return { kind: 'stopped', stop: engine.standStill() };
    case 'core':
    case 'gdb-listen':
    case 'gdb':
      return lookAtStop(engine.standstill, command);
    default:
      obey(engine, command);
      return undefined;
  }
}

/** What has no answer. */
type Order = Extract<
  Command,
  {
    op:
      | 'decide'
      | 'checkpoint'
      | 'restore'
      | 'drop'
      | 'stop-at'
      | 'reexecute'
      | 'record'
      | 'gdb-gone';
  }
>;

function obey(engine: Engine, order: Order): void {
  switch (order.op) {
    case 'decide':
      engine.decide(order.outcome);
      return;
    case 'checkpoint':
      engine.checkpoint();
      return;
    case 'restore':
      engine.standstill.disarm();
      engine.restore(order.checkpoint);
      return;
    case 'drop':
      engine.drop(order.checkpoint);
      return;
    case 'stop-at':
      engine.standstill.arm(order.condition);
      return;
    case 'reexecute':
      engine.reexecute();
      return;
    case 'record':
      engine.record?.(order.directory);
      return;
    case 'gdb-gone':
      return;
    default:
      unreachable(order);
  }
}

function stepReply(step: StepOrStop): Reply {
  return step.kind === 'stopped' ? step : { kind: 'step', step };
}
