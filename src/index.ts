import type { UserConfig } from './config/config-schema.js';

export type { OraclePredicate } from './model/oracle-predicate.js';
export type { UserConfig } from './config/config-schema.js';
export type { ProgramConfig, ReadinessConfig } from './config/program-schema.js';
export type { ChoicePoint } from './model/choice-point.js';
export type { Candidate, FaultAtSite, StrategyFunction } from './model/strategy-function.js';
export type { ProgramEnd, Termination } from './model/termination.js';
export type { Report } from './report/report-schema.js';
export { singleFaultTable } from './report/single-fault-table.js';

/** Gives a configuration its type, for completion and checks in the editor. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
