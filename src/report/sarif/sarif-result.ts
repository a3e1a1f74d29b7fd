import { callSite } from '../../model/call-site.js';
import { commandText, faultsText, faultText } from '../fault-text.js';
import { stateOf } from '../history-text.js';
import { printableLine } from '../printable.js';
import type { Report, ReportedDefect, ReportedFrame } from '../report-schema.js';
import { defectPlace, framePlace, programPlace, stackPlace } from '../source-place.js';
import { sarifMessage } from './sarif-message.js';
import { sarifLocation } from './sarif-place.js';
import { ruleIndex } from './sarif-rules.js';

type Json = Readonly<Record<string, unknown>>;

/** A defect with the way that leads to it: each fault, then where it ended. */
export function sarifResult(defect: ReportedDefect, report: Report, root: string): Json {
  const { verdict, fingerprint, count, token, replay } = defect;
  const description = printableLine(defect.description, 300);
  const site = defect.faults.at(-1);
  const names = site === undefined ? [] : [{ name: callSite(site) }];
  // Code scanning at GitHub refuses a log whole when one of its results lies in no file.
  const place = defectPlace(defect, report, root) ?? programPlace(report, root);
  const state = stateOf(report, fingerprint);
  const steps = flow(defect, report, root);
  const message = `${description}. Injected: ${faultsText(defect)}. Replay: ${commandText(replay)}`;
  return {
    ruleId: verdict,
    ruleIndex: ruleIndex(verdict),
    level: 'error',
    ...(state === undefined ? {} : { baselineState: state }),
    message: sarifMessage(message),
    locations: [sarifLocation(place, description, names)],
    codeFlows: [{ threadFlows: [{ locations: steps }] }],
    partialFingerprints: { 'chokepointDefect/v1': fingerprint },
    occurrenceCount: Math.max(1, count),
    properties: { token, replay: commandText(replay) },
  };
}

function flow(defect: ReportedDefect, report: Report, root: string): readonly Json[] {
  const { faults, crash, waiting, description } = defect;
  const program = programPlace(report, root);
  const injected = faults.map((fault) => ({
    text: `injected: ${faultText(fault)}`,
    stack: fault.stack,
    names: [{ name: callSite(fault) }],
  }));
  const text = printableLine(description, 300);
  const end = { text, stack: crash?.stack ?? waiting[0]?.stack ?? [], names: [] };
  return [...injected, end].map(({ text: what, stack, names }, i) => ({
    location: sarifLocation(stackPlace(stack, report.program, root) ?? program, what, names),
    ...(stack.length === 0 ? {} : { stack: sarifStack(stack, root) }),
    executionOrder: i + 1,
    importance: 'essential',
  }));
}

function sarifStack(stack: readonly ReportedFrame[], root: string): Json {
  return {
    frames: stack.map((frame) => {
      const name = printableLine(frame.function ?? frame.address, 500);
      const location = sarifLocation(framePlace(frame, root), name, [{ name, kind: 'function' }]);
      return { location, module: printableLine(frame.module) };
    }),
  };
}
