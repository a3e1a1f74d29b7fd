import { present } from '../../src/support/assert.js';
import { spread, type Spread } from '../statistics.js';
import type { EngineUnderTest } from './engines.js';
import { exploreOnce, type Explored } from './explore-once.js';
import type { PaperProgram } from './programs.js';

/** A cell of Table 4. */
export interface SearchResult {
  readonly program: string;
  readonly engine: string;
  /** The whole command, from its start to its end. */
  readonly seconds: Spread;
  /** What all checkpoints together took, and how many there were. */
  readonly bytes: Spread;
  readonly checkpoints: Spread;
  readonly paths: number;
  readonly defects: readonly string[];
  /** What the report says of ways back that had to be executed again. */
  readonly notes: readonly string[];
  readonly runs: number;
}

/** As in the paper: an end after 50 checkpoints, and no bound on the faults of a path. */
const bounds = ['--max-checkpoints', '50', '--max-faults', '50'];
/** Its Algorithm 2 leaves nothing out. */
const order = ['--strategy', 'depth-first', '--thorough'];
/** Repeated until it has taken so long together, or often enough. */
const enoughSeconds = 10;

/** @returns why it cannot be explored, in words */
export function measureSearch(
  program: PaperProgram,
  engine: EngineUnderTest,
  most: number,
): SearchResult | string {
  const config = { ...program.config, ...engine.config };
  const words = [...bounds, ...order, ...(program.seeded ? ['--first'] : [])];
  const all: Explored[] = [];
  while (all.length < most && sum(all) < enoughSeconds) {
    const explored = exploreOnce(config, words);
    if (typeof explored === 'string') return explored;
    all.push(explored);
  }
  return resultOf(program, engine, all);
}

function sum(all: readonly Explored[]): number {
  return all.reduce((total, { seconds }) => total + seconds, 0);
}

function resultOf(
  { name: program }: PaperProgram,
  { name: engine }: EngineUnderTest,
  all: readonly Explored[],
): SearchResult {
  const of = (value: (one: Explored) => number): Spread => spread(all.map(value));
  const { report } = present(all.at(-1), 'nothing was explored');
  return {
    program,
    engine,
    seconds: of(({ seconds }) => seconds),
    bytes: of(({ report: { summary } }) => summary.checkpointBytes ?? NaN),
    checkpoints: of(({ report: { summary } }) => summary.checkpoints),
    paths: report.summary.paths,
    defects: report.defects.map(({ verdict }) => verdict),
    notes: report.notes,
    runs: all.length,
  };
}
