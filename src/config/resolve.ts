import { resolve as resolvePath } from 'node:path';
import { faultPresets } from '../model/settings.js';
import type { FaultRule, ProgramSettings, Settings } from '../model/settings.js';
import type { RoleKind } from '../model/termination.js';
import { assert } from '../support/assert.js';
import { checkBounds } from './check-bounds.js';
import { checkFaultRules } from './check-fault-rules.js';
import { checkCoverage } from './check-coverage.js';
import { checkStrategy } from './check-strategy.js';
import { overlay, type CommandLine } from './command-line.js';
import type { FullConfig, FullFaultRule, UserConfig } from './config-schema.js';
import { deepFreeze } from './deep-freeze.js';
import { canonicalCall } from './legal-outcomes.js';
import type { LoadedConfig } from './load-config.js';
import { parseConfig } from './parse-config.js';
import { programSources } from './program-sources.js';
import { resolveDns } from './resolve-dns.js';
import { resolveEpoch } from './resolve-epoch.js';
import { resolveProgram, type Surroundings } from './resolve-program.js';
import { withUniqueNames } from './unique-names.js';

/** `timeMs: 0` of a configuration means no limit; inside, a limit is always a number. */
export const noTimeLimitMs = Number.MAX_SAFE_INTEGER;

/**
 * Everything an exploration needs, with nothing left open: configuration, then command line,
 * then defaults.
 * @throws OperatorError for each thing that the user has to change first
 */
export function resolve(
  loaded: LoadedConfig,
  commandLine: CommandLine,
  surroundings: Surroundings,
): Settings {
  const config = overlay(loaded.config, commandLine.fields);
  const full = parseConfig(config, loaded.origin);
  const faults = resolveFaults(full);
  checkFaultRules(faults);
  checkBounds(full.limits);
  checkStrategy(full);
  checkCoverage(full);
  const programs = resolvePrograms(config, loaded.directory, commandLine, surroundings);
  return deepFreeze({
    ...programs,
    faults,
    stop: full.stop,
    states: { ...full.states, printed: full.oracle.predicate !== undefined },
    strategy: typeof full.strategy === 'string' ? full.strategy : 'user-defined',
    strategySeed: full.strategySeed,
    thorough: full.thorough,
    limits: resolveLimits(full.limits),
    stopAtFirst: full.stopAtFirst,
    minimise: full.minimise,
    coverage: full.coverage,
    time: full.time,
    seed: full.seed,
    epochMs: resolveEpoch(full),
    jobs: full.jobs,
    engine: full.engine,
    guest: resolveGuest(full.guest, loaded.directory),
    verify: full.verify,
    sealed: full.sealed,
    ...resolveDns(full, [...programs.peers, programs.sut]),
    oracle: {
      allowedExitCodes: full.oracle.allowedExitCodes,
      failureIsDefect: full.oracle.failureIsDefect,
    },
  });
}

function resolveLimits({
  maxFaultsPerSite,
  maxFaultsPerSocket,
  timeMs,
  ...rest
}: FullConfig['limits']): Settings['limits'] {
  return {
    ...rest,
    ...(maxFaultsPerSite === undefined ? {} : { maxFaultsPerSite }),
    ...(maxFaultsPerSocket === undefined ? {} : { maxFaultsPerSocket }),
    timeMs: timeMs || noTimeLimitMs,
  };
}

function resolveGuest(
  { kernel, memoryBytes, include, ...rest }: FullConfig['guest'],
  directory: string,
): Settings['guest'] {
  return {
    ...rest,
    ...(kernel === undefined ? {} : { kernel: resolvePath(directory, kernel) }),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    include: include.map((path) => resolvePath(directory, path)),
  };
}

function resolveFaults({ faults, sealed, engine }: FullConfig): Settings['faults'] {
  // Without a world of its own, nothing can be made to happen to the sockets of a program.
  const isOpen = !sealed && engine !== 'qemu';
  if (typeof faults === 'string')
    return { presets: [faults], rules: [], bare: isOpen, persistence: 'once' };
  const { preset, rules, bare, persistence } = faults;
  const presets = faultPresets.filter((name) => [preset].flat().includes(name));
  return { presets, rules: rules.map(resolveRule), bare: bare || isOpen, persistence };
}

/** A field that is there but undefined is a field that is not there. */
function resolveRule(rule: FullFaultRule): FaultRule {
  const fields = Object.entries(rule).filter(([, value]) => value !== undefined);
  const call = rule.call === undefined ? {} : { call: canonicalCall(rule.call) };
  return { ...Object.fromEntries(fields), ...call };
}

function resolvePrograms(
  config: UserConfig,
  configDirectory: string,
  commandLine: CommandLine,
  surroundings: Surroundings,
): Pick<Settings, 'sut' | 'peers' | 'drivers' | 'probes'> {
  const sources = programSources(config, configDirectory, commandLine);
  const resolved = sources.map((source) => ({
    label: source.label,
    chosen: source.program.name !== undefined,
    settings: resolveProgram(source, surroundings),
  }));
  const [sut, ...others] = withUniqueNames(resolved);
  assert(sut !== undefined, 'the program under test comes first');
  return {
    sut,
    peers: ofRole(others, 'peer'),
    drivers: ofRole(others, 'driver'),
    probes: ofRole(others, 'probe'),
  };
}

function ofRole(programs: readonly ProgramSettings[], role: RoleKind): readonly ProgramSettings[] {
  return programs.filter((program) => program.role === role);
}
