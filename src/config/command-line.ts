import type { UserConfig } from './config-schema.js';
import type { FaultPreset } from '../model/settings.js';
import type { ProgramObject } from './program-schema.js';

/** Fields of a configuration that flags of the command line replace. */
export type OverridingFields = Pick<
  UserConfig,
  | 'stop'
  | 'strategy'
  | 'limits'
  | 'stopAtFirst'
  | 'time'
  | 'seed'
  | 'epoch'
  | 'jobs'
  | 'engine'
  | 'guest'
  | 'verify'
  | 'sealed'
  | 'oracle'
> & { readonly preset?: FaultPreset };

/** What the command line says about the world and the search. */
export interface CommandLine {
  /** The caller's working directory: what relative paths on the command line refer to. */
  readonly directory: string;
  readonly fields: OverridingFields;
  /** With a command it replaces the configured program; without one it changes that. */
  readonly sut: Partial<ProgramObject>;
  /** With at least one, they replace the configured ones. */
  readonly peers: readonly ProgramObject[];
  readonly drivers: readonly ProgramObject[];
}

/** The configuration with the fields of the command line put over it. */
export function overlay(config: UserConfig, fields: OverridingFields): UserConfig {
  const { preset, stop, limits, oracle, guest, ...plain } = fields;
  return {
    ...config,
    ...plain,
    stop: { ...config.stop, ...stop },
    limits: { ...config.limits, ...limits },
    guest: { ...config.guest, ...guest },
    oracle: { ...config.oracle, ...oracle },
    ...(preset === undefined ? {} : { faults: { ...faultObject(config.faults), preset } }),
  };
}

function faultObject(faults: UserConfig['faults']): Exclude<UserConfig['faults'], string> {
  return typeof faults === 'string' ? { preset: faults } : faults;
}
