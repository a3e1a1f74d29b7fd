import path from 'node:path';
import type { Onlooker, ReplayRequest } from '../campaign/requests.js';
import { OperatorError } from '../support/operator-error.js';
import type { Caller } from './caller.js';
import type { CliOption } from './cli-option.js';
import { wholeNumber } from './option-values.js';

/** What a replay is to do besides running the path. */
type ReplayWishes = Pick<ReplayRequest, 'stopAt' | 'coreFile' | 'live' | 'times'>;

type Whereabouts = Pick<Caller, 'directory' | 'isAtTerminal'>;

/** The options that say so, as far as they have been read. */
export class ReplayOptions {
  private stopBefore: number | undefined;
  private atDefect = false;
  private core: string | undefined;
  private live: Onlooker | undefined;
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
      flags: '--gdb',
      help: 'open gdb on the process where it stops, which is usual at a terminal',
      on: () => this.open('gdb'),
    },
    {
      flags: '--shell',
      help: 'open a shell inside of the world where it stops',
      on: () => this.open('shell'),
    },
    {
      flags: '--times <n>',
      help: 'run the path so many times, and say how often it comes to the same verdict',
      set: (_, value, name) => void (this.times = wholeNumber(name, value, 1)),
    },
  ];

  /** @throws OperatorError when they do not go together */
  wishes({ directory, isAtTerminal }: Whereabouts): ReplayWishes {
    const { stopBefore, atDefect, core, times } = this;
    const stops = stopBefore !== undefined || atDefect;
    const usual = stops && core === undefined && isAtTerminal ? 'gdb' : undefined;
    const live = this.live ?? usual;
    const looks = core !== undefined || live !== undefined;
    if (stopBefore !== undefined && atDefect)
      throw new OperatorError('--stop-before and --at-defect are two places', 'choose one of them');
    if (stops && !looks) {
      const hint = 'add --gdb, --shell or --core FILE';
      throw new OperatorError('nothing is to be done where the run stops', hint);
    }
    if (looks && times !== undefined) {
      const hint = 'leave out --times, or what is to be done where it stops';
      throw new OperatorError('--times runs without stopping', hint);
    }
    const coreFile = core === undefined ? undefined : path.resolve(directory, core);
    const stopAt = stopBefore ?? (looks ? 'defect' : undefined);
    return { stopAt, coreFile, live, times: times ?? 1 };
  }

  private open(live: Onlooker): void {
    if (this.live !== undefined && this.live !== live)
      throw new OperatorError('--gdb and --shell both want the terminal', 'choose one of them');
    this.live = live;
  }
}
