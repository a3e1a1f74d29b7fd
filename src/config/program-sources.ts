import path from 'node:path';
import { OperatorError } from '../support/operator-error.js';
import type { CommandLine } from './command-line.js';
import type { UserConfig } from './config-schema.js';
import { probeSources } from './probe-sources.js';
import { asProgramObject, type ProgramConfig, type ProgramObject } from './program-schema.js';
import type { ProgramSource } from './resolve-program.js';

/** All programs of the world, the one under test first, each with the place it was named in. */
export function programSources(
  config: UserConfig,
  configDirectory: string,
  commandLine: CommandLine,
): readonly ProgramSource[] {
  const drivers = sources('driver', config.drivers ?? [], configDirectory, commandLine);
  return [
    sutSource(config.sut, configDirectory, commandLine),
    ...sources('peer', config.peers ?? [], configDirectory, commandLine),
    ...drivers,
    ...probeSources(config.probe, drivers, configDirectory, commandLine),
  ];
}

function sutSource(
  configured: ProgramConfig | undefined,
  configDirectory: string,
  { sut, directory }: CommandLine,
): ProgramSource {
  const changes = absolutePaths(sut, directory);
  const { command } = sut;
  if (command !== undefined) {
    return { role: 'sut', label: 'sut', program: { ...changes, command }, directory };
  }
  if (configured === undefined) {
    throw new OperatorError(
      'there is no program to explore',
      'put it after --, as in: chokepoint explore -- ./client, or set "sut" in the configuration',
    );
  }
  const program = asProgramObject(configured);
  const env = { ...program.env, ...changes.env };
  const merged = { ...program, ...changes, env };
  return { role: 'sut', label: 'sut', program: merged, directory: configDirectory };
}

function absolutePaths(sut: Partial<ProgramObject>, directory: string): Partial<ProgramObject> {
  return {
    ...sut,
    ...(sut.cwd === undefined ? {} : { cwd: path.resolve(directory, sut.cwd) }),
    ...(sut.stdin === undefined ? {} : { stdin: path.resolve(directory, sut.stdin) }),
  };
}

function sources(
  role: 'peer' | 'driver',
  configured: readonly ProgramConfig[],
  configDirectory: string,
  commandLine: CommandLine,
): readonly ProgramSource[] {
  const given = role === 'peer' ? commandLine.peers : commandLine.drivers;
  const directory = given.length > 0 ? commandLine.directory : configDirectory;
  const programs = given.length > 0 ? given : configured.map(asProgramObject);
  return programs.map((program, index) => {
    return { role, label: `${role}s[${String(index)}]`, program, directory };
  });
}
