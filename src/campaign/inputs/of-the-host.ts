import type { Settings } from '../../model/settings.js';
import { neededPaths } from '../needed-paths.js';

/** What a world has made anew for itself. */
const own = /^\/(proc|sys|dev)(\/|$)/;

/** Whether what programs of a world see under a name is a matter of this machine's files. */
export function seesHost(settings: Settings): (name: string) => boolean {
  const needed = neededPaths(settings);
  const shown = new Set(needed.filter(isTemporary).map(topOf));
  const showsAll = shown.has('/tmp');
  return (name) => {
    if (own.test(name)) return false;
    return showsAll || !isTemporary(name) || shown.has(topOf(name));
  };
}

function isTemporary(path: string): boolean {
  return path === '/tmp' || path.startsWith('/tmp/');
}

/** Of `/tmp`, a world shows what is needed as far up as it lies in it. */
function topOf(path: string): string {
  return path.split('/').slice(0, 3).join('/');
}
