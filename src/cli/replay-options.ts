import path from 'node:path';
import type { ReplayRequest } from '../campaign/requests.js';
import { OperatorError } from '../support/operator-error.js';
import type { CliOption } from './cli-option.js';
import { wholeNumber } from './option-values.js';

/** What a replay is to do besides running the path. */
export type ReplayWishes = Pick<ReplayRequest, 'stopAt' | 'coreFile' | 'times'>;

/** The options that say so, as far as they have been read. */
export class ReplayOptions {
  private stopBefore: number | undefined;
  private atDefect = false;
  private core: string | undefined;
  private times: number | undefined;

  readonly list: readonly CliOption[] = [
    {
      flags: '--stop-before <n>',
      help: 'stop before the choice point of this number, as replay shows them',
      set: (_, value, name) => void (this.stopBefore = wholeNumber(name, value, 1)),
    },
    {
      flags: '--at-defect',
      help: 'stop where the defect shows: before the signal, the exit, or where it hangs',
      on: () => void (this.atDefect = true),
    },
    {
      flags: '--core <file>',
      help: 'write a core file where it stops; without --stop-before, at the defect',
      set: (_, value) => void (this.core = value),
    },
    {
      flags: '--times <n>',
      help: 'run the path so many times, and say how often it comes to the same verdict',
      set: (_, value, name) => void (this.times = wholeNumber(name, value, 1)),
    },
  ];

  /** @throws OperatorError when they do not go together */
  wishes(directory: string): ReplayWishes {
    const { stopBefore, atDefect, core, times } = this;
    const stops = stopBefore !== undefined || atDefect;
    if (stopBefore !== undefined && atDefect)
      throw new OperatorError('--stop-before and --at-defect are two places', 'choose one of them');
    if (stops && core === undefined)
      throw new OperatorError('nothing is to be done where the run stops', 'add --core FILE');
    if (core !== undefined && times !== undefined)
      throw new OperatorError('--times runs without stopping', 'leave out --core, or --times');
    const coreFile = core === undefined ? undefined : path.resolve(directory, core);
    const stopAt = stopBefore ?? (core === undefined ? undefined : 'defect');
    return { stopAt, coreFile, times: times ?? 1 };
  }
}
