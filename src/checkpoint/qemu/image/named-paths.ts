import path from 'node:path';
import type { ProgramSettings } from '../../../model/settings.js';

/** Set by shells, terminals and npm for the caller, and of no use to a program in the guest. */
const ofTheCaller = /^(_|SHELL|EDITOR|VISUAL|PAGER|NODE|XAUTHORITY|(npm|SSH|VSCODE|GIT)_.*)$/;

/** What the arguments could name: a path, or `--option=path`. */
export function pathsInArguments({ argv, cwd }: ProgramSettings): readonly string[] {
  return argv.flatMap(candidates).map((value) => path.resolve(cwd, value));
}

export function pathsInEnvironment({ env, cwd }: ProgramSettings): readonly string[] {
  return Object.entries(env)
    .filter(([name]) => !ofTheCaller.test(name))
    .flatMap(([, value]) => candidates(value))
    .map((value) => path.resolve(cwd, value));
}

function candidates(word: string): readonly string[] {
  const value = word.slice(word.indexOf('=') + 1);
  return [...new Set([word, value])].filter((candidate) => candidate !== '');
}
