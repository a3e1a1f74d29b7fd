import { OperatorError } from '../support/operator-error.js';
import { describeIssues } from './config-issues.js';
import { configSchema, type FullConfig } from './config-schema.js';

/**
 * Check a configuration and fill in the defaults.
 * @param origin what the message names, such as the file
 * @throws OperatorError with one line per fault: where, what was expected, what was there
 */
export function parseConfig(value: unknown, origin: string): FullConfig {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const lines = describeIssues(parsed.error.issues, value);
  throw new OperatorError(
    `${origin} is not a valid configuration:\n${indent(lines)}`,
    'the fields are explained in docs/MANUAL.md, "Configuration"',
  );
}

function indent(lines: string): string {
  return lines.replace(/^/gm, '  ');
}
