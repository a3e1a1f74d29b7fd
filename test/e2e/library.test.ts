import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import type { OperatorError } from '../../src/support/operator-error.js';
import type { Ended } from './command.js';
import { checkout, example } from './checkout.js';
import { Workspace } from './workspace.js';

/** A project of somebody's own: what `npm install` would bring is linked. */
function project(workspace: Workspace): void {
  cpSync(example('library'), workspace.directory, { recursive: true });
  mkdirSync(workspace.file('node_modules/.bin'), { recursive: true });
  const link = (name: string, target: string): void =>
    symlinkSync(target, workspace.file(`node_modules/${name}`));
  link('chokepoint', checkout);
  link('vitest', path.join(checkout, 'node_modules/vitest'));
  link('.bin/chokepoint', '../chokepoint/bin/chokepoint.js');
  link('.bin/vitest', '../vitest/vitest.mjs');
}

/** What test/e2e/fixtures/library-consumer.ts prints. */
interface Seen {
  readonly ends: readonly string[];
  readonly summary: Report['summary'];
  readonly complaints: readonly string[];
  readonly demanded: string;
  readonly handlersMeanwhile: number;
  readonly elsewhere: string;
  readonly refused: Partial<OperatorError>;
  readonly missing: Partial<OperatorError>;
  readonly late: Partial<OperatorError>;
}

describe('the library', () => {
  const workspace = new Workspace();
  let [printed, tested] = ['', {} as Ended];
  let seen = {} as Seen;
  afterAll(() => workspace[Symbol.dispose]());

  beforeAll(async () => {
    project(workspace);
    tested = await workspace.shell('npm test');
  });

  beforeAll(async () => {
    const source = path.join(checkout, 'test/e2e/fixtures/library-consumer.ts');
    cpSync(source, workspace.file('consumer.ts'));
    mkdirSync(workspace.file('sub'));
    const careless = { sut: '../bin/careless', limits: { maxFaults: 1 }, engine: 'replay' };
    workspace.write('sub/config.json', JSON.stringify(careless));
    const types = path.join(checkout, 'node_modules/@types');
    symlinkSync(types, workspace.file('node_modules/@types'));
    const compiler = path.join(checkout, 'node_modules/.bin/tsc');
    const strict = '--strict --exactOptionalPropertyTypes --module nodenext --skipLibCheck';
    const compiled = await workspace.shell(
      `${compiler} ${strict} --target es2022 --types node consumer.ts`,
    );
    expect(compiled, 'the types are complete').toMatchObject({ code: 0, out: '' });
    const ended = await workspace.shell('node consumer.js');
    expect(ended.err).toBe('');
    printed = ended.out;
    seen = JSON.parse(printed) as Seen;
  });

  it('serves the tests of a project, of node:test and of vitest', async () => {
    expect(tested.code, tested.out).toBe(0);
    expect(tested.out).toContain('# pass 2\n');
    expect(stripVTControlCharacters(tested.out)).toContain('Tests  2 passed (2)\n');
    // As the manual has it.
    const manual = readFileSync(path.join(checkout, 'docs/MANUAL.md'), 'utf8');
    expect(manual).toContain(`\`\`\`js\n${workspace.read('test/survival.test.js')}\`\`\``);
    await workspace.expectNothingLeft();
  });

  it('has standard output and the signals for itself', () => {
    expect(printed.trimEnd().split('\n')).toHaveLength(1);
    expect(seen.handlersMeanwhile).toBe(0);
  });

  it('is told why explorations ended', () => {
    expect(seen.ends).toEqual(['exhausted', 'max-paths', 'interrupted']);
    expect(seen.summary).toMatchObject({ defects: 1, complete: true });
  });

  it('fails where the program does, where nothing is proven, and where all is demanded', () => {
    const [found, bounded, interrupted] = seen.complaints;
    expect(found).toMatch(/^AssertionError.*: 1 defect in \d+ paths\n1\. .* SIGABRT.*\n/);
    expect(found).toMatch(/\n {3}injected: sendto udp:8093 -> \w+\n {3}replay: npx /);
    expect(bounded).toBe('');
    expect(interrupted).toContain('the exploration was interrupted, without a defect so far');
    expect(seen.demanded).toContain('the exploration is not complete: ');
  });

  it('is given commands that replay', async () => {
    const [command = ''] = /npx chokepoint replay .*/.exec(seen.complaints[0] ?? '') ?? [];
    const { code, out } = await workspace.shell(command);
    expect(code).toBe(1);
    expect(out).toContain('the program crashed with SIGABRT');
    const elsewhere = `cd ${workspace.file('sub')} && npx chokepoint replay `;
    expect(seen.elsewhere.startsWith(elsewhere)).toBe(true);
    expect(seen.elsewhere).toMatch(/ -c config\.json$/);
  });

  it('is told what it has to change', () => {
    const { refused, missing, late } = seen;
    expect(refused.message).toMatch(/^what explore\(\) was given is not a valid configuration:\n/);
    expect(refused).toMatchObject({ code: 2, hint: expect.stringContaining('MANUAL') as unknown });
    expect(missing.message).toMatch(/^the configuration ".*nowhere\.config\.ts" does not exist$/);
    expect(late).toMatchObject({ message: 'interrupted', code: 130 });
  });
});
