import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project.js';
import { commandsOf, flagsOf, type CommandHelp } from './rules/manual.js';

/** The flags of every command as the built program prints them, or why they are not known. */
export function readHelp(): readonly CommandHelp[] | { readonly missing: string } {
  const bin = join(projectRoot, 'bin/chokepoint.js');
  if (!existsSync(bin)) return { missing: 'bin/chokepoint.js is not there' };
  if (!existsSync(join(projectRoot, 'dist/cli'))) return { missing: 'not built: npm run build' };
  const help = helpOf(bin, []);
  return ['', ...commandsOf(help)].map((command) => ({
    command,
    flags: flagsOf(command === '' ? help : helpOf(bin, [command])),
  }));
}

function helpOf(bin: string, args: readonly string[]): string {
  const argv = [bin, ...args, '--help'];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${argv.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
}
