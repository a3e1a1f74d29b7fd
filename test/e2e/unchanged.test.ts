import { expect, it } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { example } from './checkout.js';
import { compile } from './program.js';
import { Workspace } from './workspace.js';

/** Prints what it reads in a file; does not survive that its one answer fails. */
const client = `
  #include <stdio.h>
  #include <stdlib.h>
  #include <sys/socket.h>
  #include "net.h"
  int main(void) {
    char text[16] = "", byte;
    FILE *file = fopen("data.txt", "r");
    if (file == NULL || fgets(text, sizeof text, file) == NULL) return 3;
    fclose(file);
    int fd = connect_to("127.0.0.1", "5000");
    if (fd < 0) fd = connect_to("127.0.0.1", "5000");
    if (fd < 0) return 1;
    if (send(fd, "1\\n", 2, MSG_NOSIGNAL) < 0) return 1;
    if (recv(fd, &byte, 1, 0) < 0) abort();
    return puts(text) < 0;
  }`;

function executed({ paths }: Report): readonly string[] {
  return paths.filter(({ unchanged }) => unchanged !== true).map(({ verdict }) => verdict);
}

/** What does not depend on how it was come by. */
function told({ paths, defects, choicePoints, summary }: Report): unknown {
  return {
    verdicts: paths.map(({ token, verdict, exit }) => `${token} ${verdict} ${exit}`).sort(),
    defects: defects.map(({ fingerprint, count }) => [fingerprint, count]),
    choicePoints,
    coverage: summary.coverage,
  };
}

it('executes only what failed, until a file is another', async () => {
  using workspace = new Workspace();
  workspace.write('data.txt', 'first\n');
  compile(workspace, 'client', client);
  const peer = ['--peer', `${example('alphabet/bin/server')} 5000`, '--ready', 'port:5000'];
  const words = [...peer, '--max-faults', '1', '--', './client'];
  const before = (await workspace.explore(words)).report;
  expect(before.inputs?.files).toContainEqual({
    path: workspace.file('data.txt'),
    digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  const failed = executed(before).filter((verdict) => verdict === 'crashed');
  expect(failed.length).toBeGreaterThan(0);
  expect(executed(before).length).toBe(before.paths.length);
  workspace.write('old.json', JSON.stringify(before));

  const { report: again, ended } = await workspace.explore(['--since', 'old.json', ...words]);
  // What failed, and the way to it.
  expect(executed(again)).toEqual(['passed', ...failed]);
  expect(told(again)).toEqual(told(before));
  expect(again.inputs?.files).toEqual(before.inputs?.files);
  const [unchanged, all] = [again.paths.length - failed.length - 1, again.paths.length];
  expect(ended.out).toContain(`${unchanged} of ${all} paths unchanged, not run again`);
  workspace.write('again.json', JSON.stringify(again));

  // More may be explored than was before; what was is taken from a report of taken-over runs.
  const deeper = ['--since', 'again.json', '--max-faults', '2', ...peer, '--', './client'];
  const { report: more } = await workspace.explore(deeper);
  expect(more.paths.filter((path) => path.unchanged).length).toBe(unchanged);
  expect(more.paths.length).toBeGreaterThan(all);

  workspace.write('data.txt', 'second\n');
  const changed = await workspace.explore(['--since', 'again.json', ...words]);
  const why = `${workspace.file('data.txt')} has changed`;
  expect(changed.report.history).toMatchObject({ nothingSkipped: why });
  expect(changed.ended.out).toContain(`nothing was skipped: ${why}`);
  expect(executed(changed.report).length).toBe(all);
});
