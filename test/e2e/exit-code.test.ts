import { expect, it } from 'vitest';
import { configOf, example } from './checkout.js';
import { compile } from './program.js';
import { Workspace } from './workspace.js';

it('3 when a bound ended the search, if that is to fail', async () => {
  using workspace = new Workspace();
  const bounded = ['explore', ...configOf('alphabet/ok'), '--max-paths', '2'];
  const strict = await workspace.run([...bounded, '--fail-incomplete']);
  expect(strict.code).toBe(3);
  expect(strict.out).toMatch(/^no defect in 2 paths/);
  expect(strict.out).toMatch(/covered: .*with 1: 1 of /);
  expect((await workspace.run(bounded)).code).toBe(0);
});

it('4 when the program made no network call', async () => {
  using workspace = new Workspace();
  const { code, out, err } = await workspace.run(['explore', '--', '/bin/true']);
  expect(err).toMatch(/^chokepoint: the program made no network call that could fail\n {2}hint: /);
  expect({ code, out }).toEqual({ code: 4, out: '' });
  await workspace.expectNothingLeft();
});

it('5 when the program fails without a fault', async () => {
  using workspace = new Workspace();
  const client = [example('alphabet/bin/client-ok'), '127.0.0.1', '5000'];
  const { code, out, err } = await workspace.run(['explore', '--', ...client]);
  expect(err).toMatch(/^chokepoint: the fault-free run fails: failed with exit code 1$/m);
  expect(err).toContain('Connection refused');
  expect({ code, out }).toEqual({ code: 5, out: '' });
  await workspace.expectNothingLeft();
});

/** Connects (which sends nothing over UDP) to a port that the host's random numbers choose. */
const fickle = `
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
int main(void) {
  unsigned random = 0;
  FILE *file = fopen("/proc/sys/kernel/random/uuid", "r");
  if (file == NULL || fscanf(file, "%4x", &random) != 1) return 1;
  /* Below the ephemeral ports, which are one and the same in the name of a choice point. */
  in_port_t port = htons(0x4000 + (random & 0x3fff));
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = port};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return connect(socket(AF_INET, SOCK_DGRAM, 0), (struct sockaddr *)&to, sizeof to) != 0;
}
`;

it('5 when the program does not repeat itself, with the difference', async () => {
  using workspace = new Workspace();
  const program = compile(workspace, 'fickle', fickle);
  const { code, out, err } = await workspace.run(['explore', '--', program]);
  expect(err).toMatch(/^chokepoint: two fault-free runs differ:\n/);
  // Each of the two calls where the runs part, and once more as met in one run only.
  const calls = err.match(/connect udp:\d+/g) ?? [];
  expect(calls).toHaveLength(4);
  expect(new Set(calls).size).toBe(2);
  expect({ code, out }).toEqual({ code: 5, out: '' });
  await workspace.expectNothingLeft();
});
