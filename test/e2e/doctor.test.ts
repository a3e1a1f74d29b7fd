import { expect, it } from 'vitest';
import { Workspace } from './workspace.js';

it('doctor says what works here', async () => {
  using workspace = new Workspace();
  const { code, out, err } = await workspace.run(['doctor']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^ok {2}platform: Linux .* on x64, Node\.js v\d+/m);
  expect(out).toMatch(/^ok {2}sealed worlds: /m);
  expect(out).toMatch(/^(ok {2}rewinding .*put back|no {2}rewinding .*: .+)$/m);
  expect(out).toMatch(/^ok {2}unsealed worlds \(--unsealed\): /m);
  expect(out).toMatch(/^(ok|no) {2}source lines in stacks: /m);
  expect((await workspace.run(['doctor', '-q'])).out).not.toMatch(/^ok/m);
  await workspace.expectNothingLeft();
});
