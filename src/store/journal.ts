import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { AppendFile } from './append-file.js';
import { Dictionary } from './dictionary.js';
import { errorCode, fileError } from './file-error.js';
import {
  journalFormat,
  journalVersion,
  type JournalContents,
  type JournalHeader,
} from './read-journal.js';
import { encodeRecord, type RunRecord } from './record.js';
import { journalName, previousName } from './run-directory.js';

/**
 * The runs of one exploration, one JSON object per line, appended as they finish:
 *
 *   {"format":"chokepoint-journal","version":1,"configDigest":…,"buildId":…,"settings":…}
 *   {"define":0,"value":…}                     a choice point, or output: written once, used often
 *   {"from":…,"path":…,"verdict":…,"exit":…,"points":[[0,…],…],"termination":…}
 *
 * It holds all that the frontier and the report need; nothing has to run again.
 */
export class Journal implements Disposable {
  private constructor(
    private readonly file: AppendFile,
    private readonly dictionary: Dictionary,
  ) {}

  /** Begins a journal; one that is there already is kept as `journal.previous.jsonl`. */
  static create(directory: string, header: JournalHeader): Journal {
    const file = begin(join(directory, journalName), join(directory, previousName));
    try {
      file.append(line({ format: journalFormat, version: journalVersion, ...header }));
    } catch (error) {
      file[Symbol.dispose]();
      throw error;
    }
    return new Journal(file, new Dictionary());
  }

  /** Goes on after the last whole line of a journal that was read. */
  static reopen(path: string, contents: JournalContents): Journal {
    return new Journal(AppendFile.open(path, contents.wholeBytes), contents.dictionary);
  }

  /** Throws an OperatorError when the disk is full or refuses; earlier runs stay readable. */
  append(record: RunRecord): void {
    const encoded = encodeRecord(record, this.dictionary);
    this.file.append([...this.dictionary.unwritten, encoded].map(line).join(''));
    this.dictionary.written();
  }

  [Symbol.dispose](): void {
    this.file[Symbol.dispose]();
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** Of several explorations that begin here at once, each has a file of its own. */
function begin(path: string, previous: string): AppendFile {
  for (;;) {
    setAside(path, previous);
    const file = AppendFile.create(path);
    if (file !== undefined) return file;
  }
}

function setAside(path: string, previous: string): void {
  try {
    renameSync(path, previous);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw fileError(error, path);
  }
}
