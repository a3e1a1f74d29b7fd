import type { Command } from 'commander';
import { addOptions, type CliOption } from './cli-option.js';
import type { CliContext } from './cli-context.js';
import { emptyDraft } from './draft.js';
import { prepareWorld } from './prepare-world.js';
import { recordedWorld } from './recorded-world.js';
import { refuseWords } from './refuse-words.js';
import { ReplayOptions } from './replay-options.js';
import { worldOptions } from './world-options.js';

const quietly: CliOption = {
  flags: '-q, --quiet',
  help: 'only the verdict and the output',
  on: (draft) => void (draft.quiet = true),
};

const note = `
A token is valid for the program and the world that it was made with: repeat the options of the
exploration. Reports give the whole command. In the directory where the exploration ran, which has
its journal, the token alone will do (unless a configuration lies there: it goes first).

A run is stopped where its defect shows, or with --stop-before at a choice point: there gdb looks at
the process, or a shell at the world, or --core writes what gdb reads later. Then it goes on.

Examples:
  $ chokepoint replay TOKEN --peer './server 5000' -- ./client 127.0.0.1 5000
  $ chokepoint replay TOKEN
  $ chokepoint replay TOKEN --at-defect --gdb
  $ chokepoint replay TOKEN --core client.core && gdb ./client client.core
  $ chokepoint replay TOKEN --times 20 --quiet`;

export function addReplayCommand(parent: Command, context: CliContext): void {
  const draft = emptyDraft();
  const options = new ReplayOptions();
  const command = parent
    .command('replay')
    .summary('run one path again and show each of its choice points')
    .description('Run one path again: every choice point, its stack, its outcome, and the output.')
    .argument('<token>', 'names the path; reports give it')
    .usage('TOKEN [options] -- PROGRAM [ARGUMENTS]')
    .allowExcessArguments(true)
    .addHelpText('after', note);
  addOptions(command, draft, worldOptions, true);
  addOptions(command, draft, [...options.list, quietly], false);
  command.action(async (token: string) => {
    refuseWords(command.args.slice(1));
    const { caller, handlers, program } = context;
    const wishes = options.wishes(caller);
    const isBare = draft.worldWords.length === 0 && program === undefined;
    const recorded = isBare ? recordedWorld(token, caller.directory) : undefined;
    const request = recorded ?? (await prepareWorld(draft, program, caller)).request;
    const { quiet } = draft;
    context.finish(await handlers.replay({ ...request, ...wishes, token, quiet }));
  });
}
