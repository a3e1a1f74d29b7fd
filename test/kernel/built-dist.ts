import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** Every build writes it anew, and last. */
const stamp = join(root, 'dist/worker/main.js');
let isFresh = false;

/** Workers run what is built; an older build than the sources would test yesterday's program. */
export function buildIfStale(): void {
  isFresh ||= modifiedAt(stamp) >= newestSource();
  if (isFresh) return;
  // Test files run side by side: the lock lets one build at a time.
  const config = join(root, 'tsconfig.build.json');
  const build = ['bash', join(root, 'scripts/build.sh')];
  execFileSync('flock', [config, ...build], { cwd: root, stdio: 'inherit' });
  isFresh = true;
}

function newestSource(): number {
  const files = ['src', 'page'].flatMap(filesBelow);
  return Math.max(...files.map(({ parentPath, name }) => modifiedAt(join(parentPath, name))));
}

function filesBelow(folder: string): readonly Dirent[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile());
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
