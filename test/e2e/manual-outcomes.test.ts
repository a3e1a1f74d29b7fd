import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { entryIds, faultCatalogue } from '../../src/support/fault-catalogue.js';
import { checkout, commandFile } from './checkout.js';
import { Workspace } from './workspace.js';

const manual = readFileSync(path.join(checkout, 'docs/MANUAL.md'), 'utf8');
const section = /^### An example of each$([^]*?)^##/m.exec(manual)?.[1] ?? '';
const row = /^\| `([^`]+)` \| `([^`]+)` \| ([^|]+) \| `([^`]+)` \|/gm;
const rows = [...section.matchAll(row)].map(
  ([, outcome = '', at = '', place = '', result = '']) => ({
    outcome,
    at,
    place,
    result,
  }),
);

/** The commands by the names in front of them. */
const commands = [...section.matchAll(/^ {4}# (\S+)\n((?: {4}(?!#).*\n)+)/gm)].map(
  ([, name = '', command = '']) => [name, command] as const,
);

/** As a user who stands in the checkout. */
async function explored(command: string): Promise<Report> {
  using workspace = new Workspace();
  symlinkSync(path.join(checkout, 'examples'), workspace.file('examples'));
  const words = [process.execPath, commandFile, 'explore', '--quiet', '--json', 'report.json'];
  const ended = await workspace.shell(command.replace('chokepoint explore', '"$@"'), words);
  expect(ended.err).toBe('');
  return workspace.report();
}

/** `OUTCOME at CALL ROLE: RESULT` for all that was tried. */
function results({ choicePoints }: Report): readonly string[] {
  return choicePoints.flatMap(({ call, role, outcomes }) =>
    outcomes.map(({ outcome, result = '' }) => `${outcome} at ${call} ${role}: ${result}`),
  );
}

test.each(commands)('the table of the manual is true: %s', async (name, command) => {
  const found = results(await explored(command));
  const said = rows.filter(({ place }) => place === name);
  expect(said.length).toBeGreaterThan(0);
  const lines = said.map(({ outcome, at, result }) => `${outcome} at ${at}: ${result}`);
  expect(lines.filter((line) => !found.includes(line))).toEqual([]);
});

describe('the table of the manual', () => {
  it('names only commands that are there', () => {
    expect(new Set(rows.map(({ place }) => place))).toEqual(
      new Set(commands.map(([name]) => name)),
    );
  });

  it('has each outcome that the network can cause', () => {
    const others = ['getaddrinfo', 'spurious'];
    const all = faultCatalogue().filter(
      ({ tier, call, kind }) => tier === 1 && !others.includes(call) && !others.includes(kind),
    );
    const ids = new Set(all.flatMap((entry) => entryIds(entry, ['1'])));
    const explained = new Set(rows.map(({ outcome }) => outcome));
    expect([...ids].filter((id) => !explained.has(id))).toEqual([]);
  });
});
