import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as jiti from 'jiti';
import { assert } from '../support/assert.js';
import { OperatorError } from '../support/operator-error.js';
import { jsonFailure, scriptFailure } from './config-failure.js';
import type { UserConfig } from './config-schema.js';
import type { OraclePredicate } from '../model/oracle-predicate.js';
import { parseConfig } from './parse-config.js';

const load = createRequire(import.meta.url);

/** A checked configuration and where it comes from. */
export interface LoadedConfig {
  readonly config: UserConfig;
  /** The function of the configuration, if any: settings are data and hold none. */
  readonly predicate: OraclePredicate | undefined;
  /** What messages call it: the file's path, or `the command line`. */
  readonly origin: string;
  /** What its relative paths are relative to. */
  readonly directory: string;
}

/** For explorations that are described by flags alone. */
export function emptyConfig(directory: string): LoadedConfig {
  return { config: {}, predicate: undefined, origin: 'the command line', directory };
}

/**
 * Load and check a configuration file (TypeScript, JavaScript or JSON).
 * @throws OperatorError for a file that cannot be loaded (with its line) or is not valid
 */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const value = file.endsWith('.json') ? readJson(file) : await evaluate(file);
  if (isModuleWithoutDefault(value)) {
    const hint = "write: export default defineConfig({ sut: './program' })";
    throw new OperatorError(`${file} has no default export`, hint);
  }
  return checkedConfig(value, file, path.dirname(file));
}

/** @throws OperatorError for a value that is no configuration */
export function checkedConfig(value: unknown, origin: string, directory: string): LoadedConfig {
  parseConfig(value, origin);
  const config = value as UserConfig;
  return { config, predicate: config.oracle?.predicate, origin, directory };
}

function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    assert(error instanceof SyntaxError, 'JSON.parse throws syntax errors only');
    throw jsonFailure(file, text, error);
  }
}

/** Editors of other systems put a byte order mark first, which JSON does not allow. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw scriptFailure(file, error);
  }
}

/** `chokepoint` in a configuration is this very program, installed or not. */
async function evaluate(file: string): Promise<unknown> {
  // Not by `import`, which would read all of its text first for the names that it exports.
  const { createJiti } = load('jiti') as typeof jiti;
  const loader = createJiti(import.meta.url, {
    // To compile takes longer than all else before the first run; where this cannot be written, or
    // holds another text, it is compiled anew.
    fsCache: path.join(path.dirname(file), '.chokepoint', 'cache'),
    moduleCache: false,
    alias: { chokepoint: ownIndex() },
  });
  try {
    return await loader.import(file, { default: true });
  } catch (error) {
    throw scriptFailure(file, error);
  }
}

function ownIndex(): string {
  const built = fileURLToPath(new URL('../index.js', import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL('../index.ts', import.meta.url));
}

function isModuleWithoutDefault(value: unknown): boolean {
  return typeof value === 'object' && value !== null && isNamespace(value);
}

function isNamespace(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object Module]' || '__esModule' in value;
}
