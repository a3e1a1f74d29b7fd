import type { Inferior } from '../inferior/inferior.js';
import { unknown } from '../wire/errors.js';
import { fileCommands } from './file-commands.js';
import { generalCommands } from './general-commands.js';
import { localCommands } from './local-commands.js';
import { memoryCommands } from './memory-commands.js';
import { objectCommands } from './object-commands.js';
import { registerCommands } from './register-commands.js';
import { threadCommands } from './thread-commands.js';
import { watchCommands } from './watch-commands.js';

const table = new Map(
  Object.entries({
    ...fileCommands,
    ...generalCommands,
    ...localCommands,
    ...memoryCommands,
    ...objectCommands,
    ...registerCommands,
    ...threadCommands,
    ...watchCommands,
  }).sort(([a], [b]) => b.length - a.length),
);

/** Answer a request that leaves everything where it stands. */
export function answer(request: string, inferior: Inferior): string {
  for (const [name, command] of table)
    if (request.startsWith(name)) return command(request.slice(name.length), inferior);
  return unknown;
}
