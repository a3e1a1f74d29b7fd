import path from 'node:path';
import type { Command } from 'commander';
import { OperatorError } from '../support/operator-error.js';
import { addOptions } from './cli-option.js';
import type { CliContext } from './cli-context.js';
import { emptyDraft } from './draft.js';
import { placeViews } from './place-views.js';
import { viewOptions } from './view-options.js';

const note = `
Without an option the summary is printed. The exit code is 0 when all was written: it says
nothing about the defects.

Examples:
  $ chokepoint report report.json
  $ chokepoint report report.json --junit report.xml`;

export function addReportCommand(parent: Command, context: CliContext): void {
  const draft = emptyDraft();
  const command = parent
    .command('report')
    .summary('make other forms of a report')
    .description('Make other forms of a report that an exploration wrote with --json.')
    .argument('<report>', 'file that was written with --json')
    .usage('REPORT [options]')
    .allowExcessArguments(false)
    .addHelpText('after', note);
  addOptions(command, draft, viewOptions, false);
  command.action(async (name: string) => {
    if (context.program !== undefined)
      throw new OperatorError('report takes no program', 'leave out -- and what follows');
    const { directory } = context.caller;
    const views = placeViews(draft.views, directory);
    const file = path.resolve(directory, name);
    context.finish(await context.handlers.report({ file, views }));
  });
}
