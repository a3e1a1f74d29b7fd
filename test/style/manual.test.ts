import { describe, expect, it } from 'vitest';
import { readHelp } from './command-help.js';
import { projectFiles } from './project.js';
import { commandsOf, flagsOf, inventedFlags, undocumentedFlags } from './rules/manual.js';
import { expectNone } from './violation.js';

const documents = projectFiles().filter(({ path }) => path.endsWith('.md'));

describe('the documents', () => {
  it('have a line in the manual for every flag', (context) => {
    const help = readHelp();
    if ('missing' in help) return context.skip(help.missing);
    const manual = documents.find(({ path }) => path === 'docs/MANUAL.md');
    if (manual === undefined) return context.skip('docs/MANUAL.md is not there');
    expectNone(undocumentedFlags(manual, help));
  });

  it('name only flags that exist', (context) => {
    const help = readHelp();
    if ('missing' in help) return context.skip(help.missing);
    expectNone(documents.flatMap((document) => inventedFlags(document, help)));
  });
});

describe('the document rules', () => {
  const options = ['  -c, --config <file>  read (see --other)', '  --json <file>  write', ''];
  const help = ['Usage: x', '', 'Options:', ...options].join('\n');
  const helps = [{ command: 'explore', flags: ['--config', '--json'] }];
  const at = (text: string) => ({ path: 'docs/MANUAL.md', text });

  it('read flags and commands from the help', () => {
    expect(flagsOf(help)).toEqual(['--config', '--json']);
    const list = 'Commands:\n  explore [options]  explores\n      more\n  help [command]  helps\n';
    expect(commandsOf(list)).toEqual(['explore']);
  });

  it('see a flag without a line', () => {
    const half = at('- `-c, --config FILE` reads\nuse `--json`');
    expect(undocumentedFlags(half, helps)).toHaveLength(1);
    expect(undocumentedFlags(at('| `--config` | x |\n### `--json FILE`'), helps)).toEqual([]);
    expect(undocumentedFlags(at('  -c, --config <file>  x\n  --json <f>'), helps)).toEqual([]);
  });

  it('see a flag that the command does not have, but not those of the program', () => {
    expect(inventedFlags(at('`chokepoint explore --colour`'), helps)).toHaveLength(1);
    const own = "chokepoint explore --json x --peer './s --bar' -- ./client --foo";
    expect(inventedFlags(at(own), helps)).toMatchObject([{ line: 1 }]);
    expect(inventedFlags(at('npm install --omit=dev'), helps)).toEqual([]);
  });
});
