import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** The schema of SARIF 2.1.0, whole, as the SDK of the format brings it along. */
function sarifSchema(): object {
  const main = createRequire(import.meta.url).resolve('@microsoft/sarif-multitool-ts');
  const file = path.join(path.dirname(main), '../assets/sarif-2.1.0.schema.json');
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}

const ajv = new Ajv2020({ allErrors: true, strictTypes: false, formats: fullFormats });
const validate = ajv.compile(sarifSchema());

/** What is wrong with a log in this format; nothing, for one that fits. */
export function sarifErrors(log: unknown): readonly unknown[] {
  return validate(log) ? [] : (validate.errors ?? []);
}
