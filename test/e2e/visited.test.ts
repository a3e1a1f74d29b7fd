import { describe, expect, it } from 'vitest';
import { configOf, example } from './checkout.js';
import { Workspace } from './workspace.js';

const patient = ['--peer', `${example('patient/bin/server')} 7200`, '--ready', 'port:7200'];
const client = [example('patient/bin/client'), '127.0.0.1', '7200'];

describe.each(['replay', 'rewind'])('a client that tries again for ever (%s)', (engine) => {
  const often = ['--engine', engine, '--max-faults', '1000'];

  it('is explored completely, as the manual says', async () => {
    using workspace = new Workspace();
    const words = [...configOf('patient/chokepoint'), '--engine', engine];
    const { ended, report } = await workspace.explore(words);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain(
      'covered: all paths with at most 1,000 faults: complete (17); ' +
        '9 of them came to a state that was explored already',
    );
    expect(report.summary).toMatchObject({ complete: true, defects: 0, paths: 17 });
  });

  it('is not where it counts and nobody says that it does not matter', async () => {
    using workspace = new Workspace();
    const bounds = [...often, '--max-paths', '40'];
    const { ended, report } = await workspace.explore([
      ...[...bounds, ...patient, '--'],
      ...[...client, 'counting'],
    ]);
    expect(ended.code).toBe(0);
    expect(report.summary.complete).toBe(false);
    expect(ended.out).not.toContain('came to a state');
  });

  it('is not where states are not to be known again', async () => {
    using workspace = new Workspace();
    const words = [...often, '--no-visited', '--max-paths', '20', ...patient, '--', ...client];
    const { report } = await workspace.explore(words);
    expect(report.summary.complete).toBe(false);
  });
});

it('refuses a variable that no program has', async () => {
  using workspace = new Workspace();
  const words = ['--ignore-variable', 'nobody', '--max-paths', '20', ...patient, '--', ...client];
  const ended = await workspace.run(['explore', ...words]);
  expect(ended.code).toBe(2);
  expect(ended.err).toContain(
    'states.ignore: no program of the world has a global variable "nobody"',
  );
});
