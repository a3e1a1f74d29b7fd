import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shellQuote } from '../report/shell-quote.js';

/** The command line of this very package. */
const script = fileURLToPath(new URL('../../bin/chokepoint.js', import.meta.url));

/**
 * The whole command that replays a token of an exploration that the library began. Without a file
 * for the configuration the journal in the directory has to say what the token belongs to.
 */
export function replayCommand(
  token: string,
  directory: string,
  configFile: string | undefined,
): string {
  const command = replayIn(directory, configFile, token, invocation(directory));
  return directory === process.cwd() ? command : `cd ${shellQuote([directory])} && ${command}`;
}

/** The same for who is in the directory already. */
export function replayIn(
  directory: string,
  configFile: string | undefined,
  token: string,
  program: string,
): string {
  const config = configFile === undefined ? [] : ['-c', path.relative(directory, configFile)];
  return `${program} ${shellQuote(['replay', token, ...config])}`;
}

/** `npx chokepoint` where it is installed in the project, and else the path of its file. */
function invocation(directory: string): string {
  if (installedAbove(directory) === realPath(script)) return 'npx chokepoint';
  const relative = path.relative(directory, script);
  return shellQuote([relative.includes('/') ? relative : `./${relative}`]);
}

/** npx looks in the directory and in all above it. */
function installedAbove(directory: string): string | undefined {
  const found = realPath(path.join(directory, 'node_modules/.bin/chokepoint'));
  const parent = path.dirname(directory);
  return found ?? (parent === directory ? undefined : installedAbove(parent));
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}
