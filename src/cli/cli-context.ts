import type { ExitCode } from '../support/operator-error.js';
import type { Caller } from './caller.js';
import type { CommandHandlers } from '../campaign/requests.js';

/** What each command needs to be carried out. */
export interface CliContext {
  readonly handlers: CommandHandlers;
  readonly caller: Caller;
  /** The words after `--`: the program under test and its arguments. */
  readonly program: readonly string[] | undefined;
  /** Commander drops what an action returns: the exit code is handed over here. */
  readonly finish: (code: ExitCode) => void;
}
