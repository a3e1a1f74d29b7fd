import { lastSeed } from '../config/config-schema.js';
import { strategies } from '../model/settings.js';
import type { CliOption } from './cli-option.js';
import { evidenceOptions } from './evidence-options.js';
import type { Draft } from './draft.js';
import { countLimit, sizeLimit, timeLimit } from './limit-option.js';
import { oneOf, shardValue, wholeNumber } from './option-values.js';
import { stateOptions } from './state-options.js';

/** Options of `explore` that bound and order the search, and say what is made of its end. */
export const searchOptions: readonly CliOption[] = [
  countLimit('--max-faults <n>', 'most faults on one path (default: 2)', 0, 'maxFaults'),
  countLimit('--max-faults-per-site <n>', 'of these, at one call site', 1, 'maxFaultsPerSite'),
  countLimit('--max-faults-per-socket <n>', 'of these, at one socket', 1, 'maxFaultsPerSocket'),
  countLimit('--max-depth <n>', 'most branching points on a path (default: 1000)', 1, 'maxDepth'),
  countLimit('--max-checkpoints <n>', 'most checkpoints (default: 100000)', 1, 'maxCheckpoints'),
  sizeLimit(
    '--checkpoint-memory <size>',
    'memory for the checkpoints of one world, such as 512M (default: 1G)',
    'checkpointBytes',
  ),
  countLimit('--max-paths <n>', 'most paths (default: 100000)', 1, 'maxPaths'),
  timeLimit(
    '--time <time>',
    'time for the whole exploration, such as 30s or 5m; 0: no limit (default: 0)',
    0,
    'timeMs',
  ),
  {
    flags: '--strategy <name>',
    help: `order of the search: ${strategies.join(', ')} (default: fewest-faults)`,
    set: (draft, value, name) => void (draft.fields.strategy = oneOf(name, value, strategies)),
  },
  ...stateOptions,
  {
    flags: '--strategy-seed <n>',
    help: 'what the strategies random and evolutionary draw from (default: 0)',
    set: (draft, value, name) =>
      void (draft.fields.strategySeed = wholeNumber(name, value, 0, lastSeed)),
  },
  {
    flags: '--thorough',
    help: 'explore also the faults that are alike, at the same call site once more',
    on: (draft) => void (draft.fields.thorough = true),
  },
  {
    flags: '--first',
    help: 'end with the first defect',
    on: (draft) => void (draft.fields.stopAtFirst = true),
  },
  {
    flags: '--no-minimise',
    help: 'report defects with the faults that they were found with',
    on: (draft) => void (draft.fields.minimise = false),
  },
  {
    flags: '--jobs <n>',
    help: 'worlds to explore at the same time (default: 1)',
    set: (draft, value, name) => void (draft.fields.jobs = wholeNumber(name, value, 1)),
  },
  ...evidenceOptions,
  {
    flags: '--coverage',
    help: 'count lines and branches of a program compiled with gcc --coverage',
    on: (draft) => void (draft.fields.coverage = true),
  },
  {
    flags: '--lcov <file>',
    help: 'write this coverage for lcov and genhtml; includes --coverage',
    set: writeTracefile,
  },
  {
    flags: '--shard <i/n>',
    help: 'explore only part I of N; chokepoint report merge puts the parts together',
    set: (draft, value, name) => void (draft.shard = shardValue(name, value)),
  },
  {
    flags: '--since <report>',
    help: 'try first what failed in an earlier report; say what is new, fixed, still there',
    set: (draft, value) => void (draft.since = value),
  },
  {
    flags: '--no-skip',
    help: 'with --since, also run again what is proven unchanged',
    on: (draft) => void (draft.everything = true),
  },
  {
    flags: '--resume',
    help: 'go on where an interrupted exploration ended',
    on: (draft) => void (draft.resume = true),
  },
  {
    flags: '--fail-incomplete',
    help: 'exit with 3 when a bound ended the exploration with work left',
    on: (draft) => void (draft.failIncomplete = true),
  },
  {
    flags: '--ui',
    help: 'show the exploration as a live page; its address is printed',
    on: (draft) => void (draft.ui = true),
  },
  {
    flags: '-q, --quiet',
    help: 'no live status, only the summary',
    on: (draft) => void (draft.quiet = true),
  },
];

function writeTracefile(draft: Draft, file: string): void {
  draft.lcovFile = file;
  draft.fields.coverage = true;
}
