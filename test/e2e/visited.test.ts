import { describe, expect, it } from 'vitest';
import { configOf, example } from './checkout.js';
import { Workspace } from './workspace.js';

const patient = ['--peer', `${example('patient/bin/server')} 7200`, '--ready', 'port:7200'];
const client = [example('patient/bin/client'), '127.0.0.1', '7200'];
const bounds = ['--max-faults', '1000', '--max-paths', '20', ...patient];

describe('a client that tries again for ever', () => {
  it.each([[], ['--engine', 'rewind'], ['--engine', 'replay']])(
    'is explored completely, as the manual says (%s %s)',
    async (...engine) => {
      using workspace = new Workspace();
      const words = [...configOf('patient/chokepoint'), ...engine];
      const { ended, report } = await workspace.explore(words);
      expect(ended.code).toBe(0);
      expect(ended.out).toContain(
        'covered: all paths with at most 1,000 faults: complete (17); ' +
          '9 of them came to a state that was explored already',
      );
      expect(report.summary).toMatchObject({ complete: true, defects: 0, paths: 17 });
    },
  );

  it('is not where it counts and nobody says that it does not matter', async () => {
    using workspace = new Workspace();
    const { report } = await workspace.explore([...bounds, '--', ...client, 'counting']);
    expect(report.summary.complete).toBe(false);
  });

  it('is not where states are not to be known again', async () => {
    using workspace = new Workspace();
    const words = ['--no-visited', ...bounds, '--', ...client];
    const { ended, report } = await workspace.explore(words);
    expect(report.summary.complete).toBe(false);
    expect(ended.out).not.toContain('came to a state');
  });
});

it('refuses a variable that no program has', async () => {
  using workspace = new Workspace();
  const words = ['--ignore-variable', 'nobody', ...bounds, '--', ...client];
  const ended = await workspace.run(['explore', ...words]);
  expect(ended.code).toBe(2);
  expect(ended.err).toContain(
    'states.ignore: no program of the world has a global variable "nobody"',
  );
});
