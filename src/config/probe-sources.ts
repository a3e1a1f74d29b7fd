import { OperatorError } from '../support/operator-error.js';
import type { CommandLine } from './command-line.js';
import type { UserConfig } from './config-schema.js';
import { asProgramObject } from './program-schema.js';
import type { ProgramSource } from './resolve-program.js';

/**
 * What looks whether a server has survived: the programs that are named, else its drivers again.
 * @throws OperatorError when there is a probe and no server
 */
export function probeSources(
  configured: UserConfig['probe'],
  drivers: readonly ProgramSource[],
  configDirectory: string,
  { probes, directory }: CommandLine,
): readonly ProgramSource[] {
  if (configured === false) return [];
  const isNamed = probes.length > 0 || configured !== undefined;
  if (isNamed && drivers.length === 0) {
    throw new OperatorError(
      'there is a probe, but the program has no drivers',
      'only a server is probed: name the clients that use it under faults as drivers',
    );
  }
  if (!isNamed) return drivers.map((driver, index) => ({ ...driver, ...again(driver, index) }));
  const given = probes.length > 0 ? probes : (configured ?? []).map(asProgramObject);
  return given.map((program, index) => ({
    role: 'probe',
    label: `probe[${String(index)}]`,
    program,
    directory: probes.length > 0 ? directory : configDirectory,
  }));
}

function again({ program }: ProgramSource, index: number): Omit<ProgramSource, 'directory'> {
  const { name, ...unnamed } = program;
  const label = `probe[${String(index)}]`;
  if (name === undefined) return { role: 'probe', label, program };
  return { role: 'probe', label, program: { ...unnamed, name: `probe-${name}` } };
}
