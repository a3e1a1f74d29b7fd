import { OperatorError } from '../support/operator-error.js';
import { jsonErrorPosition, lineAndColumn } from './json-position.js';

/** What went wrong while a script was loaded as configuration, with the line if it can be told. */
export function scriptFailure(file: string, error: unknown): OperatorError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const problem = (message.split('\n', 1)[0] ?? '').replace(/^ParseError:\s*/, '').trim();
  if (problem.startsWith('Cannot find module')) {
    return failure(file, problem, 'install the module, or correct the import');
  }
  // Columns of a stack belong to the translated text; only those of a parse error are the file's.
  const place = placeIn(file, message, /^:\d+:\d+/) ?? placeIn(file, stack ?? '', /^:\d+/);
  return failure(place ?? file, problem, 'correct the configuration at this place');
}

/** @param text what JSON.parse refused with `error` */
export function jsonFailure(file: string, text: string, error: Error): OperatorError {
  const position = jsonErrorPosition(text, error.message);
  const place = position === undefined ? file : `${file}:${lineAndColumn(text, position)}`;
  const problem = error.message.replace(/(, (\.\.\.)?"|( in JSON)? at position)[\s\S]*$/, '');
  return failure(place, problem, 'correct the configuration at this place');
}

function failure(place: string, problem: string, hint: string): OperatorError {
  return new OperatorError(`the configuration cannot be loaded: ${place}: ${problem}`, hint);
}

function placeIn(file: string, text: string, position: RegExp): string | undefined {
  const start = text.indexOf(`${file}:`);
  if (start < 0) return undefined;
  const found = position.exec(text.slice(start + file.length));
  return found === null ? undefined : `${file}${found[0]}`;
}
