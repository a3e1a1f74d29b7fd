import type { ReportedDefect } from '../report-schema.js';

type Kind = Exclude<ReportedDefect['verdict'], 'passed' | 'diverged' | 'joined'>;

/** What can be wrong with a program that meets a failure of its network: a name, and what it is. */
const meanings: Readonly<Record<Kind, readonly [string, string]>> = {
  crashed: ['ProgramCrashes', 'A network failure crashes a process.'],
  'crash-status': [
    'ExitCodeTellsOfCrash',
    'After a network failure an exit code tells of a process that was killed.',
  ],
  sanitizer: ['SanitizerReports', 'A network failure leads to what a sanitizer reports.'],
  hang: ['ProgramHangs', 'After a network failure the program hangs.'],
  'did-not-stop': [
    'ServerDoesNotStop',
    'After a network failure the server does not stop when asked to.',
  ],
  'server-ended': ['ServerEnds', 'A network failure ends the server.'],
  'probe-failed': [
    'ServerNoLongerServes',
    'After a network failure the server no longer serves as it did.',
  ],
  leak: ['ServerLeaks', 'The server leaks something each time a network failure happens.'],
  rejected: [
    'PredicateRejectsRun',
    'After a network failure the configured predicate rejects the run.',
  ],
  failed: [
    'ExitCodeNotAllowed',
    'A network failure ends the program with an exit code that is not allowed.',
  ],
};

const kinds = Object.keys(meanings);

const way = 'The code flow shows each call that failed, and where it ended.';
const help = `${way} The command in the message runs the same path again; with --at-defect it \
stops there, for gdb.`;

/** Code scanning at GitHub takes no rule without a full description and a help text. */
export const sarifRules = Object.entries(meanings).map(([id, [name, text]]) => ({
  id,
  name,
  shortDescription: { text },
  fullDescription: { text: `${text} ${way}` },
  help: { text: help },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['reliability'] },
}));

/** -1, which the format has for it, where a verdict is none of a defect. */
export function ruleIndex(kind: ReportedDefect['verdict']): number {
  return kinds.indexOf(kind);
}
