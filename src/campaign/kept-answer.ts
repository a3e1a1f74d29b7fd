import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDirectory, cached } from '../checkpoint/qemu/image/cache-directory.js';

/**
 * A list that is dear to find out, from the cache or, the first time, found out.
 * @param of all that has an influence on it
 */
export async function keptAnswer(
  of: readonly unknown[],
  findOut: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const key = createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 32);
  const file = path.join(cacheDirectory(), 'named', `${key}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as string[];
  const answer = await findOut();
  cached(file, (temporary) => writeFileSync(temporary, JSON.stringify(answer)));
  return answer;
}
