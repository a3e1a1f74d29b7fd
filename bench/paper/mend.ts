import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../../src/support/assert.js';
import { bin } from '../build.js';

const example = join(import.meta.dirname, '../../examples/http-server');
const frees = '  free(connection->body);\n';
const forgets = '  connection->body = NULL;\n';
const sends = '  if (write_head(connection, &error, true) == -1) return -1;\n';

/** The http-server example without its seeded fault: a freed body is forgotten at once. */
export function buildMendedServer(): void {
  const text = readFileSync(join(example, 'server.c'), 'utf8');
  assert(text.includes(frees + sends + forgets), 'the seeded fault is somewhere else now');
  const mended = join(bin, 'http-server-mended.c');
  writeFileSync(mended, text.replace(frees + sends + forgets, frees + forgets + sends));
  const sources = ['request.c', 'content.c', '../shared/net.c'].map((name) => join(example, name));
  const include = ['-I', example];
  execFileSync('cc', [
    ...['-std=c11', '-O1', '-g', ...include],
    ...['-o', join(bin, 'http-server-mended'), mended, ...sources],
  ]);
}
