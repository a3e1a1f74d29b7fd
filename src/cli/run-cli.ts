import { Command } from 'commander';
import { exitCode, OperatorError, type ExitCode } from '../support/operator-error.js';
import { ownVersion } from '../support/own-version.js';
import { processCaller, type Caller } from './caller.js';
import type { CliContext } from './cli-context.js';
import type { CommandHandlers } from '../campaign/requests.js';
import { addDoctorCommand } from './doctor-command.js';
import { addExploreCommand } from './explore-command.js';
import { addReplayCommand } from './replay-command.js';
import { addReportCommand } from './report-command.js';
import { showError } from './show-error.js';

/**
 * Understand the words of the command line, carry the command out, tell what went wrong.
 * @param argv the words after the program's own name
 * @returns the exit code; never throws
 */
export async function runCli(
  argv: readonly string[],
  handlers: CommandHandlers,
  caller: Caller = processCaller(),
): Promise<ExitCode> {
  try {
    return await dispatch(argv, handlers, caller);
  } catch (error) {
    return showError(error, caller);
  }
}

async function dispatch(
  argv: readonly string[],
  handlers: CommandHandlers,
  caller: Caller,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.clean;
  const { words, program } = splitAtDashes(argv);
  const finish = (ended: ExitCode): void => void (code = ended);
  const root = createRoot({ handlers, caller, program, finish });
  if (words.length === 0) {
    throw new OperatorError('no command is given', `try: ${caller.invocation} --help`);
  }
  await root.parseAsync([...words], { from: 'user' });
  return code;
}

/** Everything after the first `--` belongs to the program under test, options included. */
function splitAtDashes(argv: readonly string[]): {
  readonly words: readonly string[];
  readonly program: readonly string[] | undefined;
} {
  const at = argv.indexOf('--');
  if (at < 0) return { words: argv, program: undefined };
  const program = argv.slice(at + 1);
  if (program.length > 0) return { words: argv.slice(0, at), program };
  throw new OperatorError('there is no program after --', 'name the program to explore');
}

function createRoot(context: CliContext): Command {
  const root = new Command('chokepoint')
    .description('Finds the network failure that your program cannot survive.')
    .version(ownVersion)
    .exitOverride()
    .configureOutput({ writeOut: context.caller.out, writeErr: () => undefined })
    .addHelpText('after', '\nchokepoint COMMAND --help explains a command.');
  addExploreCommand(root, context);
  addReplayCommand(root, context);
  addReportCommand(root, context);
  addDoctorCommand(root, context);
  return root;
}
