import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { ReportedDefect } from '../../src/report/report-schema.js';
import { commandFile } from './checkout.js';
import type { Workspace } from './workspace.js';

const files = [
  'core',
  'defect.json',
  'faults.txt',
  'output',
  'replay.sh',
  'stacks.txt',
  'summary.txt',
  'timeline.txt',
];

/** Everything that belongs to a crash is in its directory, and the script replays it. */
export async function expectEvidence(workspace: Workspace, defect: ReportedDefect): Promise<void> {
  expect(defect.evidence).toBe(`.chokepoint/evidence/${defect.fingerprint}`);
  const directory = workspace.file(defect.evidence ?? '');
  expect(readdirSync(directory).sort()).toEqual(files);
  const read = (name: string): string => readFileSync(path.join(directory, name), 'utf8');
  expect(read('summary.txt')).toContain(defect.replay);
  expect(read('stacks.txt')).toContain(`received ${defect.crash?.signal ?? ''}`);
  expect(read('timeline.txt')).toContain(`INJECTED ${defect.faults[0]?.outcome ?? ''}`);
  expectBothEnds(defect);
  const [first] = defect.output;
  expect(read(`output/${first?.program ?? ''}.${first?.stream ?? ''}`)).toBe(first?.tail);
  const script = `CHOKEPOINT='${process.execPath} ${commandFile}' '${directory}/replay.sh' -q`;
  expect((await workspace.shell(script)).code).toBe(1);
}

/** What was sent on a connection arrived at the other end, up to the fault. */
function expectBothEnds({ timeline = [], faults }: ReportedDefect): void {
  const fault = timeline.find(({ outcome }) => outcome !== undefined);
  expect(fault).toMatchObject({ point: faults[0]?.name, outcome: faults[0]?.outcome });
  const connected = timeline.filter(({ connection }) => connection === fault?.connection);
  expect(new Set(connected.map(({ program }) => program)).size).toBe(2);
  const data = (way: 'sent' | 'received') =>
    connected.filter(({ direction }) => direction === way).map((call) => call.data);
  expect(data('sent').slice(0, data('received').length)).toEqual(data('received'));
}
