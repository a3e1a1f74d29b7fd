import path from 'node:path';
import type { Command } from 'commander';
import { addOptions } from './cli-option.js';
import type { CliContext } from './cli-context.js';
import { emptyDraft } from './draft.js';
import { requireWritable } from './evidence-options.js';
import { placeFile, placeViews } from './place-views.js';
import { prepareWorld } from './prepare-world.js';
import { refuseWords } from './refuse-words.js';
import { searchOptions } from './search-options.js';
import { shellQuote } from '../report/shell-quote.js';
import { OperatorError } from '../support/operator-error.js';
import { viewOptions } from './view-options.js';
import { worldOptions } from './world-options.js';

const examples = `
Examples:
  $ chokepoint explore --peer './server 5000' -- ./client 127.0.0.1 5000
  $ chokepoint explore --driver 'curl -s http://127.0.0.1:8080/' -- ./http-server 8080
  $ chokepoint explore --peer ./server --ready port:5000 --max-faults 1 -- ./client
  $ chokepoint explore -c chokepoint.config.ts --time 5m

Exit codes: 0 no defect, 1 defects, 2 usage or configuration, 3 a bound ended the search
  (with --fail-incomplete), 4 no choice point was met, 5 the fault-free run fails or is not
  repeatable, 70 a bug in chokepoint, 77 not supported on this machine, 130 interrupted.`;

export function addExploreCommand(parent: Command, context: CliContext): void {
  const draft = emptyDraft();
  const command = parent
    .command('explore')
    .summary('try every network failure at every call of a program')
    .description('Run a program with its peers and try every failure at every network call.')
    .usage("[options] [--peer 'COMMAND'] -- PROGRAM [ARGUMENTS]")
    .allowExcessArguments(true)
    .addHelpText('after', examples);
  addOptions(command, draft, worldOptions, true);
  addOptions(command, draft, searchOptions, false);
  addOptions(command, draft, viewOptions, false);
  command.action(async () => {
    refuseWords(command.args);
    if (draft.ui && draft.quiet) throw contradiction();
    const { caller, handlers, program } = context;
    const views = placeViews(draft.views, caller.directory);
    const { request, words, evidence } = await prepareWorld(draft, program, caller);
    if (typeof draft.evidence === 'string') requireWritable(evidence);
    const { directory } = caller;
    const { lcovFile: name } = draft;
    const lcovFile = name === undefined ? undefined : placeFile('--lcov', name, directory);
    const { resume, shard, everything, failIncomplete, quiet, ui } = draft;
    const replayCommand = (token: string, invocation = caller.invocation): string =>
      `${invocation} replay ${shellQuote([token, ...words])}`;
    const since = draft.since && path.resolve(directory, draft.since);
    const how = { resume, shard, since, everything, failIncomplete, quiet, ui };
    const exploration = { ...request, ...how, directory, views, lcovFile, evidence, replayCommand };
    context.finish(await handlers.explore(exploration));
  });
}

function contradiction(): OperatorError {
  const message = '--ui and --quiet contradict each other';
  return new OperatorError(message, 'leave one out: --quiet would hide the address of the page');
}
