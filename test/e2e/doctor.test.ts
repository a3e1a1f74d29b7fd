import { expect, it } from 'vitest';
import { Workspace } from './workspace.js';

it('doctor says what works here', async () => {
  using workspace = new Workspace();
  const { code, out, err } = await workspace.run(['doctor']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^ok {2}platform: Linux .* on x64, Node\.js v\d+/m);
  expect(out).toMatch(/^ok {2}sealed worlds: /m);
  expect(out).toMatch(/^(ok {2}rewinding .*put back|no {2}rewinding .*: .+)$/m);
  expect(out).toMatch(/^(ok|no) {2}the same ports in each run: the kernel /m);
  expect(out).toMatch(/^ok {2}unsealed worlds \(--unsealed\): /m);
  expect(out).toMatch(/^(ok|no) {2}a machine of its own \(engine qemu\): /m);
  expect(out).toMatch(/^(ok|no) {2}source lines in stacks: /m);
  expect((await workspace.run(['doctor', '-q'])).out).not.toMatch(/^ok/m);
  await workspace.expectNothingLeft();
});

it('doctor says what the engine qemu lacks, which is no reason to fail', async () => {
  using workspace = new Workspace();
  const { code, out } = await workspace.run(['doctor', '-q'], { PATH: '/nowhere' });
  expect(code).toBe(0);
  expect(out).toMatch(/^no {2}a machine .*: qemu-system-x86_64 is needed for the engine qemu\.$/m);
  expect(out).toMatch(/^ {4}hint: run npm run setup:qemu, or install it .*qemu-system-x86/m);
  const cache = workspace.file('cache');
  const without = await workspace.run(['doctor'], { XDG_CACHE_HOME: cache });
  expect(without.out).toMatch(/^(ok|no) {2}a machine .*(cache |qemu-system-x86|no kernel)/m);
  await workspace.expectNothingLeft();
});
