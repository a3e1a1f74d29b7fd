import type { Command } from 'commander';
import { OperatorError } from '../support/operator-error.js';
import type { CliContext } from './cli-context.js';

export function addDoctorCommand(parent: Command, context: CliContext): void {
  parent
    .command('doctor')
    .summary('what works on this machine, what does not, and what to do')
    .description('Tell what works on this machine, what does not, why, and what to do about it.')
    .option('-q, --quiet', 'only what does not work')
    .allowExcessArguments(false)
    .action(async (options: { readonly quiet?: true }) => {
      if (context.program !== undefined) {
        throw new OperatorError('doctor takes no program', 'leave out -- and what follows');
      }
      context.finish(await context.handlers.doctor({ quiet: options.quiet === true }));
    });
}
