import type { UserConfig } from './config-schema.js';
import type { FaultPersistence, FaultPreset } from '../model/settings.js';
import type { ProgramObject } from './program-schema.js';

/** Fields of a configuration that flags of the command line replace. */
export type OverridingFields = Pick<
  UserConfig,
  | 'probe'
  | 'stop'
  | 'strategy'
  | 'states'
  | 'strategySeed'
  | 'thorough'
  | 'limits'
  | 'stopAtFirst'
  | 'minimise'
  | 'coverage'
  | 'time'
  | 'seed'
  | 'epoch'
  | 'jobs'
  | 'engine'
  | 'guest'
  | 'verify'
  | 'sealed'
  | 'dns'
  | 'oracle'
> & {
  /** Which outcomes are tried, and whether they are bare: one flag says both. */
  readonly faults?: { readonly preset: readonly FaultPreset[]; readonly bare: boolean };
  readonly persistence?: FaultPersistence;
};

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
  readonly probes: readonly ProgramObject[];
}

/** The configuration with the fields of the command line put over it. */
export function overlay(config: UserConfig, fields: OverridingFields): UserConfig {
  const { faults, persistence, stop, states, limits, oracle, guest, ...plain } = fields;
  return {
    ...config,
    ...plain,
    stop: { ...config.stop, ...stop },
    states: { ...config.states, ...states },
    limits: { ...config.limits, ...limits },
    guest: { ...config.guest, ...guest },
    oracle: { ...config.oracle, ...oracle },
    ...overlayFaults(config.faults, { ...faults, ...(persistence && { persistence }) }),
  };
}

type FaultFields = Partial<NonNullable<OverridingFields['faults']>> &
  Pick<OverridingFields, 'persistence'>;

function overlayFaults(
  faults: UserConfig['faults'],
  { preset, ...fields }: FaultFields,
): Pick<UserConfig, 'faults'> {
  const named = preset === undefined ? {} : { preset: [...preset] };
  if (preset === undefined && Object.keys(fields).length === 0) return {};
  const configured = typeof faults === 'string' ? { preset: faults } : faults;
  return { faults: { ...configured, ...fields, ...named } };
}
