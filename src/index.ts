import type { UserConfig } from './config/config-schema.js';
import type { ExplorationResult, ExploreOptions } from './library/explore-options.js';

export type { OraclePredicate } from './model/oracle-predicate.js';
export type { UserConfig } from './config/config-schema.js';
export type { ProgramConfig, ReadinessConfig } from './config/program-schema.js';
export type { ChoicePoint } from './model/choice-point.js';
export type { Candidate, FaultAtSite, StrategyFunction } from './model/strategy-function.js';
export type { ProgramEnd, Termination } from './model/termination.js';
export type { SearchEnd } from './explore/search-options.js';
export { assertSurvives } from './library/assert-survives.js';
export type { ExplorationResult, ExploreOptions } from './library/explore-options.js';
export type { Report, ReportedDefect } from './report/report-schema.js';
export { singleFaultTable } from './report/single-fault-table.js';
export { OperatorError, type ExitCode } from './support/operator-error.js';

/** Gives a configuration its type, for completion and checks in the editor. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}

/**
 * Try every network failure at every call of a program, as the command `chokepoint explore` does,
 * but silently: nothing is printed, and no signal is handled.
 * @param config a configuration, or the path of its file
 * @throws OperatorError (with a hint, and the exit code of the command) for what the caller has to
 * change first, and when the signal is aborted before the fault-free run has ended
 */
export async function explore(
  config: UserConfig | string,
  options: ExploreOptions = {},
): Promise<ExplorationResult> {
  // Configurations import this file too, and need nothing of what an exploration is made of.
  const { exploreConfig } = await import('./library/explore-config.js');
  return exploreConfig(config, options);
}
