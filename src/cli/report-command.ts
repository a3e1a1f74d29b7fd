import path from 'node:path';
import type { Command } from 'commander';
import { OperatorError } from '../support/operator-error.js';
import { addOptions } from './cli-option.js';
import type { CliContext } from './cli-context.js';
import { emptyDraft } from './draft.js';
import { placeViews } from './place-views.js';
import { viewOptions } from './view-options.js';

const note = `
Several reports are joined: parts that were explored with --shard, or explorations of the same
program. Without an option the summary is printed. The exit code is 0 when all was written: it
says nothing about the defects.

Examples:
  $ chokepoint report report.json --junit report.xml
  $ chokepoint report merge part1.json part2.json --json report.json`;

export function addReportCommand(parent: Command, context: CliContext): void {
  const draft = emptyDraft();
  const command = parent
    .command('report')
    .summary('make other forms of a report, or one of several')
    .description('Make other forms of reports that explorations wrote with --json, or join them.')
    .argument('<reports...>', 'files that were written with --json')
    .usage('[merge] REPORT... [options]')
    .addHelpText('after', note);
  addOptions(command, draft, viewOptions, false);
  command.action(async (words: readonly string[]) => {
    const { caller, handlers, program } = context;
    if (program !== undefined)
      throw new OperatorError('report takes no program', 'leave out -- and what follows');
    const views = placeViews(draft.views, caller.directory);
    const files = namesOf(words).map((name) => path.resolve(caller.directory, name));
    context.finish(await handlers.report({ files, views }));
  });
}

/** `merge` only says aloud what is done with several in any case. */
function namesOf(words: readonly string[]): readonly string[] {
  if (words[0] !== 'merge') return words;
  if (words.length > 2) return words.slice(1);
  throw new OperatorError('report merge takes at least two reports', 'name the files to join');
}
