import { readFileSync } from 'node:fs';
import { assert } from '../support/assert.js';
import { OperatorError } from '../support/operator-error.js';
import type { Report } from './report-schema.js';

// Beside src/ and dist/ alike, so that the path is the same from both.
const file = new URL('../../dist/page/report.html', import.meta.url);
const place = '%DATA%';

/** The report as one page that needs nothing else: no network, no other file. */
export function htmlPage(report: Report): string {
  return pageWith(report);
}

/** The page with other data, for those who read it from a server. */
export function pageWith(data: unknown): string {
  const [before, after] = readTemplate().split(place);
  assert(before !== undefined && after !== undefined, 'the page has one place for its data');
  return before + embedded(data) + after;
}

/**
 * JSON inside of a script element: only `<` could end it (`</script`) or begin a comment (`<!--`),
 * and JSON has another way to write it.
 */
function embedded(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function readTemplate(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new OperatorError('the page of reports was not built', 'build it: npm run build');
  }
}
