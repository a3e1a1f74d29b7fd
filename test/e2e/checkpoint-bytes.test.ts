import { expect, it } from 'vitest';
import { configOf } from './checkout.js';
import { Workspace } from './workspace.js';

async function bytesWith(engine: string): Promise<number | undefined> {
  using workspace = new Workspace();
  const words = [...configOf('alphabet/ok'), '--thorough', '--engine', engine];
  const { report } = await workspace.explore(words);
  expect(report.summary.checkpoints).toBe(5);
  return report.summary.checkpointBytes;
}

it('the report tells what the checkpoints took: nothing where none are held', async () => {
  // Small programs are copied as a whole each time: at least a page for each checkpoint.
  expect(await bytesWith('rewind')).toBeGreaterThan(5 * 4096);
  expect(await bytesWith('replay')).toBe(0);
});
