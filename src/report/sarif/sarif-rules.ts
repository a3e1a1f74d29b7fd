import type { ReportedDefect } from '../report-schema.js';

type Kind = Exclude<ReportedDefect['verdict'], 'passed' | 'diverged' | 'joined'>;

/** What can be wrong with a program that meets a failure of its network. */
const meanings: Readonly<Record<Kind, string>> = {
  crashed: 'A network failure crashes a process.',
  'crash-status': 'After a network failure an exit code tells of a process that was killed.',
  sanitizer: 'A network failure leads to what a sanitizer reports.',
  hang: 'After a network failure the program hangs.',
  'did-not-stop': 'After a network failure the server does not stop when asked to.',
  'server-ended': 'A network failure ends the server.',
  'probe-failed': 'After a network failure the server no longer serves as it did.',
  leak: 'The server leaks something each time a network failure happens.',
  rejected: 'After a network failure the configured predicate rejects the run.',
  failed: 'A network failure ends the program with an exit code that is not allowed.',
};

const kinds = Object.keys(meanings);

export const sarifRules = Object.entries(meanings).map(([id, text]) => ({
  id,
  shortDescription: { text },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['reliability'] },
}));

/** -1, which the format has for it, where a verdict is none of a defect. */
export function ruleIndex(kind: ReportedDefect['verdict']): number {
  return kinds.indexOf(kind);
}
