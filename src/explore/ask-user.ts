import type { Candidate, StrategyFunction } from '../model/strategy-function.js';
import { OperatorError } from '../support/operator-error.js';

const hint = 'Return a finite number: the path with the highest one is run first.';

/** @throws OperatorError when the function throws, or answers anything but a finite number */
export function askUser(preference: StrategyFunction, candidate: Candidate): number {
  const answer = answerOf(preference, candidate);
  if (typeof answer === 'number' && Number.isFinite(answer)) return answer;
  // Nobody waits for it: its failure would end the process.
  if (answer instanceof Promise) answer.catch(() => undefined);
  const message = `The strategy function returned ${shown(answer)} ${placeOf(candidate)}.`;
  throw new OperatorError(message, hint);
}

function answerOf(preference: StrategyFunction, candidate: Candidate): unknown {
  try {
    return preference(candidate);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`The strategy function threw ${placeOf(candidate)}: ${why}`, hint);
  }
}

function placeOf({ point, outcome }: Candidate): string {
  return `for ${outcome} at ${point.name}`;
}

function shown(answer: unknown): string {
  if (answer instanceof Promise) return 'a promise';
  if (typeof answer === 'function') return 'a function';
  if (typeof answer === 'object' && answer !== null) return 'an object';
  if (typeof answer === 'bigint') return `the bigint ${answer}n`;
  return typeof answer === 'string' ? JSON.stringify(answer) : String(answer);
}
