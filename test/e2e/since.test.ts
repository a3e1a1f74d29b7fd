import { expect, it } from 'vitest';
import { example } from './checkout.js';
import { compile } from './program.js';
import { Workspace } from './workspace.js';

/** Asks an alphabet server; which failure it does not survive is the build's business. */
function client(atConnect: string, atRecv: string): string {
  return `
    #include <stdlib.h>
    #include <sys/socket.h>
    #include "net.h"
    __attribute__((noinline)) static int dial(void) {
      int fd = connect_to("127.0.0.1", "5000");
      if (fd < 0) { ${atConnect}; }
      return fd;
    }
    __attribute__((noinline)) static int ask(int fd) {
      char byte;
      ssize_t got = recv(fd, &byte, 1, 0);
      if (got < 0) { ${atRecv}; }
      return got < 1;
    }
    int main(void) {
      int fd = dial();
      if (fd < 0) return 1;
      send(fd, "1\\n", 2, MSG_NOSIGNAL);
      return ask(fd);
    }`;
}

it('says what is new, still there and fixed in another build', async () => {
  using workspace = new Workspace();
  const peer = `${example('alphabet/bin/server')} 5000`;
  const ready = ['--peer', peer, '--ready', 'port:5000', '--max-faults', '1', '--strategy'];
  const words = [...ready, 'depth-first', '--', './client'];
  compile(workspace, 'client', client('abort()', 'exit(3)'));
  const before = (await workspace.explore(words)).report;
  expect(before).toMatchObject({ defects: [{ verdict: 'crashed' }] });
  expect(before).not.toHaveProperty('history');
  workspace.write('old.json', JSON.stringify(before));
  compile(workspace, 'client', client('exit(2)', 'abort()'));
  const { report: after, ended } = await workspace.explore(['--since', 'old.json', ...words]);
  expect(after.program.buildId).not.toBe(before.program.buildId);
  const [was, is] = [before.defects[0], after.defects[0]];
  expect(after.history).toEqual({
    previous: workspace.file('old.json'),
    new: [is?.fingerprint],
    stillThere: [],
    fixed: [{ fingerprint: was?.fingerprint, description: was?.description }],
    nothingSkipped: `${workspace.file('client')} has changed`,
  });
  expect(ended.out).toMatch(/^since .*old\.json: 1 new, 0 still there, 1 fixed$/m);
  // What failed before is the first path with a fault, whatever the strategy.
  expect(after.paths[1]?.token.split(':')[4]).toBe(before.defects[0]?.token.split(':')[4]);
  workspace.write('new.json', JSON.stringify(after));
  const bounded = ['--since', 'new.json', '--max-paths', '1', ...words];
  const { report: again } = await workspace.explore(bounded);
  expect(again.history).toMatchObject({ new: [], stillThere: [is?.fingerprint], fixed: [] });
  expect(again.defects).toMatchObject([{ fingerprint: is?.fingerprint }]);
  const other = ['explore', '--since', 'new.json', ...words, 'x'];
  const { code, err } = await workspace.run(other);
  expect(code).toBe(2);
  expect(err).toMatch(/new\.json" is of another configuration \(/);
});
