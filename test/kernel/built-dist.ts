import { execFileSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const stamp = join(root, 'dist/.tsbuildinfo');

/** Workers run what is built; an older build than the sources would test yesterday's program. */
export function buildIfStale(): void {
  if (modifiedAt(stamp) >= newestSource()) return;
  // Test files run side by side: the lock lets one build at a time.
  const tsc = join(root, 'node_modules/.bin/tsc');
  const config = join(root, 'tsconfig.build.json');
  execFileSync('flock', [config, tsc, '-p', config], { cwd: root, stdio: 'inherit' });
  // A build without changes does not touch it.
  utimesSync(stamp, new Date(), new Date());
}

function newestSource(): number {
  const entries = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Math.max(...files.map(({ parentPath, name }) => modifiedAt(join(parentPath, name))));
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
