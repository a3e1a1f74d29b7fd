import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDirectory } from '../checkpoint/qemu/image/cache-directory.js';

/**
 * A list that is dear to find out, from the cache or, the first time, found out.
 * @param of all that has an influence on it
 */
export async function keptAnswer(
  of: readonly unknown[],
  findOut: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const key = createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32);
  const directory = path.join(cacheDirectory(), 'named');
  const file = path.join(directory, `${key}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as string[];
  const answer = await findOut();
  mkdirSync(directory, { recursive: true });
  // By renaming: another exploration may look for it just now.
  writeFileSync(`${file}.${String(process.pid)}`, JSON.stringify(answer));
  renameSync(`${file}.${String(process.pid)}`, file);
  return answer;
}
