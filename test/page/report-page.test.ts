import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { openPage } from './browser.js';
import { manyDefects } from './many-defects.js';
import { sampleReport } from './sample-report.js';
import { Scratch } from './scratch.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const views = ['', 'defects', 'tree', 'calls'] as const;
const scratch = new Scratch();
const report = sampleReport(12, 200);
const address = scratch.page(report);
const many = scratch.page(manyDefects(), 'many.html');

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
  // What is drawn follows with the frame after the next.
  const soon = () => expect.poll(async () => colours(page), { timeout: 10_000 });
  const dark = await colours(page);
  expect(dark.scheme).toBe('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(async () => (await colours(page)).drawn).not.toBe(dark.drawn);
  const light = await colours(page);
  expect(light.scheme).toBe('light');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await soon().toEqual(dark);
  await page.reload();
  await soon().toEqual(dark);
  await page.getByRole('radio', { name: 'Auto' }).check();
  await soon().toEqual(light);
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

it('says first what broke, where, and what has changed', async (context) => {
  await using watched = await openPage(context);
  const { page } = watched;
  await page.goto(many);
  const text = await page.locator('main').innerText();
  expect(text.indexOf('The program crashed')).toBeLessThan(text.indexOf('One fault at a time'));
  expect(text).toContain('in run server.c:12');
  expect(text).toContain(
    'Since last-week.json: 2 new, 38 still there, 1 fixed, 1 not tried again.',
  );
  expect(text).toContain('what was unsure');
  expect(await page.locator('.defect-list li').count()).toBe(8);
  // A bar of what was covered shows its parts, also in the dark.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
  const [swatch, bar] = await page.evaluate<readonly string[]>(
    `['.legend .gained', '.bar .gained'].map((place) =>
      getComputedStyle(document.querySelector(place)).backgroundColor)`,
  );
  expect(swatch).toBe(bar);
  expect(bar).not.toBe('rgba(0, 0, 0, 0)');
  await page.emulateMedia({ forcedColors: 'active' });
  const forced = await page.evaluate(
    "getComputedStyle(document.querySelector('.bar .gained')).backgroundColor",
  );
  expect(forced).toBe(bar);
});

it('keeps the way back, and the chosen one of many in sight', async (context) => {
  await using watched = await openPage(context);
  const { page } = watched;
  await page.goto(many);
  await page.evaluate('scrollTo(0, 500)');
  await expect.poll(async () => page.evaluate('history.state?.y')).toBe(500);
  await page.getByRole('link', { name: 'All 40 defects' }).click();
  await expect.poll(async () => page.title()).toBe('Defects · server · Chokepoint report');
  expect(await page.evaluate('scrollY')).toBe(0);
  await page.goBack();
  await expect.poll(async () => page.evaluate('scrollY')).toBe(500);
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${many}#/defects/f30`);
    await expect.poll(async () => topOf(page, '[aria-current=true]')).toBeLessThan(700);
    expect(await topOf(page, 'main h1')).toBeLessThan(500);
  }
  await page.goto(`${many}#/defects/of-another-report`);
  await page.getByRole('heading', { name: 'Not in this report' }).waitFor();
  // On paper it is black on white, and has nothing to press.
  await page.getByLabel('Dark').check();
  await page.emulateMedia({ media: 'print' });
  const paper = 'getComputedStyle(document.documentElement).backgroundColor';
  expect(await page.evaluate(paper)).toBe('rgb(251, 251, 249)');
  expect(await page.locator('button:visible, nav:visible').count()).toBe(0);
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function topOf(page: Page, place: string): Promise<number> {
  return (await page.locator(place).first().boundingBox())?.y ?? Infinity;
}
