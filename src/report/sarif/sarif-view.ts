import { ownVersion } from '../../support/own-version.js';
import { printableLine } from '../printable.js';
import type { Report } from '../report-schema.js';
import { sarifMessage } from './sarif-message.js';
import { folderUri, rootId } from './sarif-place.js';
import { sarifResult } from './sarif-result.js';
import { sarifRules } from './sarif-rules.js';

const schema =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A log in the Static Analysis Results Interchange Format, version 2.1.0: a result per defect. */
export function sarifView(report: Report, root: string): string {
  const { program, configDigest } = report;
  const run = {
    tool: { driver: { name: 'Chokepoint', version: ownVersion, rules: sarifRules } },
    // Programs and configurations do not replace each other's results where logs are collected.
    automationDetails: { id: `chokepoint/${printableLine(program.name)}/${configDigest}/` },
    invocations: [invocation(report)],
    originalUriBaseIds: { [rootId]: { uri: folderUri(root) } },
    results: report.defects.map((defect) => sarifResult(defect, report, root)),
    properties: { buildId: program.buildId, summary: report.summary },
  };
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function invocation({ program, engine, notes }: Report): unknown {
  return {
    executionSuccessful: true,
    toolExecutionNotifications: notes.map((note) => ({
      level: 'note',
      message: sarifMessage(printableLine(note, 1000)),
    })),
    properties: { engine, program: program.file, arguments: program.arguments },
  };
}
