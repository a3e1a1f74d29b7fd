import path from 'node:path';
import type { LoadedConfig } from './load-config.js';

/**
 * The directory for evidence, as an absolute path; undefined where none is wanted.
 * @param directory where the journal is kept
 * @param asked what goes before the configuration
 */
export function evidencePlace(
  { config, directory: origin }: Pick<LoadedConfig, 'config' | 'directory'>,
  directory: string,
  asked?: string | false,
): string | undefined {
  if (asked === false) return undefined;
  if (asked !== undefined) return path.resolve(directory, asked);
  const { evidence } = config;
  if (evidence === false) return undefined;
  if (evidence !== undefined) return path.resolve(origin, evidence);
  return path.join(directory, '.chokepoint', 'evidence');
}
