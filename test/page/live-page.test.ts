import { request } from 'node:http';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { configOf } from '../e2e/checkout.js';
import type { Running } from '../e2e/command.js';
import { Workspace } from '../e2e/workspace.js';
import { openPage } from './browser.js';

const polling = { timeout: 30_000, interval: 20 };
const many = ['--thorough', '--faults', 'all,resources,interrupts,waits', '--max-faults', '2'];

it('grows while it is looked at, and its button ends the exploration', async (context) => {
  await using watched = await openPage(context);
  const { page, complaints } = watched;
  using workspace = new Workspace();
  const files = ['--html', 'report.html', '--json', 'report.json'];
  const running = workspace.start([
    ...['explore', '--ui', ...files, ...configOf('http-server/chokepoint'), ...many],
  ]);
  const url = await addressOf(running);
  await page.goto(`${url}#/tree`);
  await page.getByRole('heading', { name: 'State space' }).waitFor({ state: 'attached' });
  const shown = page.locator('.tree-view output');
  const runs = async (): Promise<number> =>
    Number(/of ([\d,]+)/.exec(await shown.innerText())?.[1]);
  const atFirst = await runs();
  await expect.poll(runs, polling).toBeGreaterThan(atFirst);
  await page.goto(`${url}#/`);
  await page.getByRole('heading', { name: 'What is not covered yet' }).waitFor();
  await page.getByText('Offered, and waiting for its turn').waitFor();
  const covered = await page.locator('.lead').innerText();
  expect(covered).toMatch(/ of [\d,]+.*; the exploration goes on\.$/);
  await page.goto(`${url}#/tree`);
  expect(await answers(url)).toEqual({ foreign: 403, rebound: 403, elsewhere: 403, get: 404 });
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  const { code, err } = await running.ended;
  expect(code).toBe(130);
  expect(err).toMatch(/^\d+ paths? \(/m);
  await page.getByText('this page keeps the final report').waitFor();
  expect(await runs()).toBe(workspace.report().summary.paths);
  await page.goto(`${url}#/`);
  await page.getByRole('heading', { name: 'What was not covered' }).waitFor();
  expect(existsSync(workspace.file('report.html'))).toBe(true);
  expect(complaints.filter((text) => !text.includes('ERR_'))).toEqual([]);
  await workspace.expectNothingLeft();
});

/** The address stands on standard error, above the status. */
async function addressOf({ child }: Running): Promise<string> {
  let text = '';
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const address = (): string | undefined => /^note: live page: (\S+)$/m.exec(text)?.[1];
  await expect.poll(address, polling).toBeDefined();
  return address() ?? '';
}

/** What a stranger is told: without the token, by another name, from another page, by GET. */
async function answers(url: string): Promise<Readonly<Record<string, number>>> {
  const foreign = url.replace(/\/[^/]+\/$/, '/a-token-of-nobody/');
  return {
    foreign: await status(foreign),
    rebound: await status(url, { host: 'evil.example' }),
    elsewhere: await status(`${url}stop`, { origin: 'http://evil.example' }, 'POST'),
    get: await status(`${url}stop`),
  };
}

async function status(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}
