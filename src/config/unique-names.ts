import type { ProgramSettings } from '../model/settings.js';
import { OperatorError } from '../support/operator-error.js';

/** A program with what names it in messages, and whether the user chose its name. */
interface NamedProgram {
  readonly label: string;
  readonly chosen: boolean;
  readonly settings: ProgramSettings;
}

/**
 * Names that are taken from the program's file are numbered where they repeat (`nc`, `nc-2`).
 * @throws OperatorError when two programs are given the same name
 */
export function withUniqueNames(programs: readonly NamedProgram[]): readonly ProgramSettings[] {
  const taken = chosenNames(programs);
  return programs.map(({ chosen, settings }) => {
    if (chosen) return settings;
    const name = freeName(settings.name, taken);
    taken.add(name);
    return { ...settings, name };
  });
}

function chosenNames(programs: readonly NamedProgram[]): Set<string> {
  const taken = new Set<string>();
  for (const { label, settings } of programs.filter(({ chosen }) => chosen)) {
    if (taken.has(settings.name)) {
      const message = `${label}.name: the name "${settings.name}" is already taken`;
      throw new OperatorError(message, 'give each program a name of its own');
    }
    taken.add(settings.name);
  }
  return taken;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${String(number)}`)) number++;
  return `${name}-${String(number)}`;
}
