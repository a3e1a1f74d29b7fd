import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** How one path of the host appears in the world. */
export type Layer =
  /** A directory with a private writable layer over it. */
  | { readonly kind: 'overlay'; readonly path: string }
  /** A directory that only holds other layers. */
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  /** A file that cannot be layered by itself: the host's own, read-only. */
  | { readonly kind: 'file'; readonly path: string };

/** Made anew in the world instead of being layered. */
const ownDirectories = new Set(['/proc', '/sys', '/dev', '/tmp']);

/**
 * Plan the world's root. In a user namespace an overlay cannot have a lower directory with
 * mounts below it ("failed to clone lowerpath": they are locked), so directories are layered one
 * by one, and those with mounts inside are opened up further.
 * @param needed absolute paths that must be there even below /tmp (programs, directories)
 */
export function planLayers(needed: readonly string[]): readonly Layer[] {
  const mounts = mountPoints();
  const layers: Layer[] = [];
  const pending = ['/'];
  for (let dir = pending.shift(); dir !== undefined; dir = pending.shift()) {
    for (const name of listing(dir)) {
      const path = join(dir, name);
      if (ownDirectories.has(path)) continue;
      const layer = layerOf(path, mounts);
      if (layer === undefined) continue;
      layers.push(layer);
      if (layer.kind === 'directory') pending.push(path);
    }
  }
  return [...layers, ...temporaryLayers(needed)];
}

/** The parts of the host's /tmp that the run needs; the rest of /tmp is empty and its own. */
function temporaryLayers(needed: readonly string[]): readonly Layer[] {
  const inTmp = needed.filter((path) => path === '/tmp' || path.startsWith('/tmp/'));
  if (inTmp.includes('/tmp')) return [{ kind: 'overlay', path: '/tmp' }];
  const tops = new Set(inTmp.map((path) => path.split('/').slice(0, 3).join('/')));
  return [...tops].map((path) => layerOf(path, [])).filter((layer) => layer !== undefined);
}

function layerOf(path: string, mounts: readonly string[]): Layer | undefined {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return { kind: 'symlink', path, target: readlinkSync(path) };
    if (stat.isFile()) return { kind: 'file', path };
    if (!stat.isDirectory()) return undefined;
  } catch {
    return undefined;
  }
  const holdsMounts = mounts.some((mount) => mount.startsWith(`${path}/`));
  return { kind: holdsMounts ? 'directory' : 'overlay', path };
}

function listing(dir: string): readonly string[] {
  try {
    return readdirSync(dir).sort();
  } catch {
    return [];
  }
}

function mountPoints(): readonly string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .map((path) => path.replace(/\\([0-7]{3})/g, (_, octal: string) => octalChar(octal)));
}

function octalChar(octal: string): string {
  return String.fromCharCode(parseInt(octal, 8));
}
