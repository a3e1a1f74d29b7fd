import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { openPage } from './browser.js';
import { sampleReport } from './sample-report.js';
import { Scratch } from './scratch.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = ['', 'defects', 'tree', 'calls'] as const;
const scratch = new Scratch();
const report = sampleReport(12, 200);
const address = scratch.page(report);

afterAll(() => scratch[Symbol.dispose]());

async function show(page: Page, view: string): Promise<void> {
  await page.goto(`${address}#/${view}`);
  await page.locator('main h1').waitFor({ state: 'attached' });
}

it('is one file that asks for nothing and keeps its own policy', async (context) => {
  await using watched = await openPage(context);
  const { page, requests, complaints } = watched;
  for (const view of views) await show(page, view);
  expect(new Set(requests.map((url) => url.replace(/#.*/, '')))).toEqual(new Set([address]));
  expect(complaints).toEqual([]);
  // The policy is in force: neither a script nor a request that came from elsewhere.
  const isOpen = await page.evaluate(`(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.foreign = true';
    document.body.append(script);
    const asked = await fetch('data:,x').then(() => true, () => false);
    return window.foreign === true || asked;
  })()`);
  expect(isOpen).toBe(false);
});

it.for(['light', 'dark'] as const)('violates no rule of axe: %s', async (colorScheme, context) => {
  await using watched = await openPage(context, { colorScheme });
  const { page } = watched;
  for (const view of views) {
    await show(page, view);
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(
      'axe.run(document, { resultTypes: ["violations"] })',
    );
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    expect(told, view).toEqual([]);
  }
});

it('has the colours of the system, unless it was told which', async (context) => {
  await using watched = await openPage(context, { colorScheme: 'dark' });
  const { page } = watched;
  await show(page, 'tree');
  const seen = [await colours(page)];
  await page.emulateMedia({ colorScheme: 'light' });
  seen.push(await colours(page));
  await page.getByRole('radio', { name: 'Dark' }).check();
  seen.push(await colours(page));
  await page.reload();
  seen.push(await colours(page));
  await page.getByRole('radio', { name: 'Auto' }).check();
  seen.push(await colours(page));
  const [dark, light] = seen;
  expect(seen).toEqual([dark, light, dark, dark, light]);
  expect(dark?.scheme).toBe('dark');
  expect(dark?.drawn).not.toBe(light?.drawn);
});

interface Colours {
  readonly scheme: string;
  readonly paper: string;
  /** What the canvas shows in its corner. */
  readonly drawn: string;
}

async function colours(page: Page): Promise<Colours> {
  return page.evaluate<Colours>(`new Promise((next) => requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const { colorScheme } = getComputedStyle(document.documentElement);
      const { backgroundColor } = getComputedStyle(document.body);
      const canvas = document.querySelector('canvas');
      const [...drawn] = canvas.getContext('2d').getImageData(1, 1, 1, 1).data;
      next({ scheme: colorScheme, paper: backgroundColor, drawn: drawn.join() });
    })))`);
}

it('fits a telephone', async (context) => {
  await using watched = await openPage(context, { width: 375 });
  const { page } = watched;
  for (const view of views) {
    await show(page, view);
    expect(await page.evaluate('document.documentElement.scrollWidth'), view).toBe(375);
  }
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
