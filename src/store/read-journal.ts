import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { Settings } from '../model/settings.js';
import { OperatorError } from '../support/operator-error.js';
import { Dictionary } from './dictionary.js';
import { fileError } from './file-error.js';
import { decodeRecord, recordSchema, type RunRecord } from './record.js';

export const journalFormat = 'chokepoint-journal';
export const journalVersion = 1;

/** What a journal belongs to: the settings and the build under which its paths mean something. */
export interface JournalHeader {
  readonly configDigest: string;
  readonly buildId: string;
  readonly settings: Settings;
  /** Equal for no two of them; absent in older ones. */
  readonly name?: string | undefined;
}

export interface JournalContents {
  readonly header: JournalHeader;
  /** In the order in which the runs finished. */
  readonly runs: readonly RunRecord[];
  readonly dictionary: Dictionary;
  /** How much of the file is whole lines; what follows was cut off while it was written. */
  readonly wholeBytes: number;
}

const headerSchema = z.object({
  format: z.literal(journalFormat),
  version: z.literal(journalVersion),
  configDigest: z.string(),
  buildId: z.string(),
  settings: z.custom<Settings>((value) => typeof value === 'object' && value !== null),
  name: z.string().optional(),
});

const definitionSchema = z.object({ define: z.number().int(), value: z.unknown() });

/**
 * Reads a journal; a last line that was cut off is left out. Throws an OperatorError when the
 * file is no journal of this version, or is damaged before its end.
 */
export function readJournal(file: string): JournalContents {
  const [first, ...rest] = wholeLines(readBytes(file));
  const header = headerSchema.safeParse(first === undefined ? undefined : parseLine(first.text));
  if (!header.success) throw noJournal(file);
  const { configDigest, buildId, settings, name } = header.data;
  const runs: RunRecord[] = [];
  const dictionary = new Dictionary();
  let wholeBytes = first?.end ?? 0;
  for (const [index, { text, end }] of rest.entries()) {
    const whole = readLine(text, dictionary, runs);
    if (!whole && index < rest.length - 1) throw damaged(file, index + 2);
    if (whole) wholeBytes = end;
  }
  return { header: { configDigest, buildId, settings, name }, runs, dictionary, wholeBytes };
}

function readBytes(file: string): Buffer {
  try {
    // A device may have no end.
    return statSync(file).isFile() ? readFileSync(file) : Buffer.alloc(0);
  } catch (error) {
    throw fileError(error, file);
  }
}

interface Line {
  readonly text: string;
  /** Offset after its newline. */
  readonly end: number;
}

function wholeLines(bytes: Buffer): readonly Line[] {
  const lines: Line[] = [];
  let begin = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, begin)) {
    lines.push({ text: bytes.toString('utf8', begin, at), end: at + 1 });
    begin = at + 1;
  }
  return lines;
}

function readLine(text: string, dictionary: Dictionary, runs: RunRecord[]): boolean {
  const line = parseLine(text);
  const definition = definitionSchema.safeParse(line);
  if (definition.success) return define(definition.data, dictionary);
  const record = recordSchema.safeParse(line);
  if (!record.success || !isDefined(record.data, dictionary)) return false;
  runs.push(decodeRecord(record.data, dictionary));
  return true;
}

function define(line: z.infer<typeof definitionSchema>, dictionary: Dictionary): boolean {
  const number = dictionary.number(line.value);
  dictionary.written();
  return number === line.define;
}

function isDefined(record: z.infer<typeof recordSchema>, dictionary: Dictionary): boolean {
  const outputs = record.termination.programs.flatMap(({ stdout, stderr }) => [stdout, stderr]);
  const numbers = [...outputs, ...record.points.map(([number]) => number)];
  return numbers.every((number) => dictionary.has(number));
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noJournal(file: string): OperatorError {
  return new OperatorError(
    `${file} is no journal of this version of chokepoint.`,
    'Explore again without --resume: the file is kept under another name.',
  );
}

function damaged(file: string, line: number): OperatorError {
  return new OperatorError(
    `${file} is damaged in line ${String(line)}.`,
    'Explore again without --resume: the file is kept under another name.',
  );
}
