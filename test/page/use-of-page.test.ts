import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { hostileReport } from './hostile-report.js';
import { openPage } from './browser.js';
import { sampleReport } from './sample-report.js';
import { Scratch } from './scratch.js';

const scratch = new Scratch();
const report = sampleReport(12, 200);
const address = scratch.page(report);

const twoFrames = 'new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))';

afterAll(() => scratch[Symbol.dispose]());

/** What a screen reader says of the row that the keys have led to. */
async function active(page: Page): Promise<string> {
  const row = page.locator('[role=treeitem][aria-selected=true]');
  const [text, isOpen] = [await row.innerText(), await row.getAttribute('aria-expanded')];
  return isOpen === null ? text : `${text} ${isOpen === 'true' ? '-' : '+'}`;
}

it('leads through the state space by keys, folds and filters', async (context) => {
  await using watched = await openPage(context);
  const { page } = watched;
  await page.goto(`${address}#/tree`);
  await page.getByRole('tree').focus();
  const said: string[] = [await active(page)];
  const keys = ['ArrowDown', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowRight'];
  for (const key of keys) {
    await page.keyboard.press(key);
    said.push(await active(page));
  }
  expect(said).toEqual([
    'no fault: passed, exit 0 -',
    'socket server:8080, 5 runs left here -',
    'socket server:8080, 5 runs left here +',
    'connect #2 server:8080, 5 runs left here -',
    'socket server:8080, 5 runs left here +',
    'socket server:8080, 5 runs left here -',
    'ECONNRESET: crashed, SIGABRT',
  ]);
  expect(page.url()).toContain('#/tree/aaaaaaa0%3DECONNRESET');
  await page.getByRole('link', { name: 'Go to the defect' }).waitFor();
  await page.getByRole('button', { name: /^crashed/ }).click();
  await page.getByText(`${String(crashesAndWhatLedThere())} of 200 runs shown`).waitFor();
  await page.getByRole('combobox', { name: 'Call' }).selectOption('socket');
  await page.getByRole('combobox', { name: 'Fault' }).selectOption('EPIPE');
  await page.getByText('1 of 200 runs shown').waitFor();
});

/** Runs that crashed, and those that they left. */
function crashesAndWhatLedThere(): number {
  const crashes = report.paths.filter(({ verdict }) => verdict === 'crashed');
  const keys = crashes.map(({ token }) => token.split(':')[4] ?? '');
  return new Set(['ok', ...keys, ...keys.map((key) => key.split(',')[0])]).size;
}

it('sorts and filters call sites', async (context) => {
  await using watched = await openPage(context);
  const { page } = watched;
  await page.goto(`${address}#/calls`);
  const first = page.locator('tbody th code').first();
  expect(await first.innerText()).toBe('socket');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  expect(await first.innerText()).toBe('connect #2');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  expect(await first.innerText()).toBe('socket');
  expect(await page.locator('th.call[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  await page.getByLabel('Find').fill('recv EPIPE');
  await page.getByText('2 of 12').waitFor();
  // The arrow says what is seen: the most runs stand first, and go down.
  await page.getByRole('button', { name: 'Runs', exact: true }).click();
  expect(await page.locator('th.runs').getAttribute('aria-sort')).toBe('descending');
  const results = page.getByLabel('Result');
  expect(await results.locator('option').allInnerTexts()).toEqual([
    ...['all results', 'crashed', 'failed cleanly', 'passed'],
  ]);
  await results.selectOption('crashed');
  await page.getByLabel('Find').fill('nowhere');
  await page.getByText('0 of 12').waitFor();
});

it('shows a defect with its sequence, and copies its replay from a file', async (context) => {
  await using watched = await openPage(context);
  const { page } = watched;
  await page.goto(`${address}#/defects/512b70010a38`);
  const sequence = page.locator('.sequence');
  expect(await sequence.locator('.fault').textContent()).toBe('2.0 mssend → ECONNRESET');
  // What the client sent was read, what the server sent was not.
  expect(await sequence.locator('.message').count()).toBe(2);
  expect(await sequence.locator('.unread').count()).toBe(1);
  expect(await page.locator('.source .here').first().innerText()).toContain('return send(fd');
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  await page.getByRole('link', { name: /^Calls/ }).click();
  await page.getByLabel('Find').focus();
  await page.keyboard.press('Control+V');
  expect(await page.getByLabel('Find').inputValue()).toBe(report.defects[0]?.replay);
});

it('is harmed by nothing that a program wrote', async (context) => {
  await using watched = await openPage(context);
  const { page, complaints, requests } = watched;
  const hostile = hostileReport();
  const file = scratch.page(hostile, 'hostile.html');
  for (const view of ['', 'defects', 'tree', 'calls']) {
    await page.goto(`${file}#/${view}`);
    await page.locator('main h1').waitFor({ state: 'attached' });
    expect(await page.locator('main img, main script, main iframe').count()).toBe(0);
    const text = await page.locator('main').innerText();
    for (const sign of '\u001b\u009b\u202e\u2066\ud800') expect(text).not.toContain(sign);
    // Words without an end neither lie over their neighbours nor widen the page.
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await outside(page), `${view} ${String(width)}`).toEqual([]);
    }
  }
  expect(await page.evaluate('window.hacked')).toBeUndefined();
  expect(complaints).toEqual([]);
  expect(new Set(requests.map((url) => url.replace(/#.*/, '')))).toEqual(new Set([file]));
});

/** Texts that reach beyond the place that they were given, and do not scroll in it. */
async function outside(page: Page): Promise<unknown> {
  const places = 'main .what, main h1, main .role, main .frame';
  return page.evaluate(`[...document.querySelectorAll('${places}')]
    .filter((text) => text.scrollWidth > text.clientWidth + 1 && text.clientWidth > 1)
    .map((text) => text.className)
    .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])`);
}

it('stays fluid with 5,000 runs', async (context) => {
  await using watched = await openPage(context);
  const { page } = watched;
  const large = sampleReport(60, 5000);
  await page.goto(`${scratch.page(large, 'large.html')}#/tree`);
  await page.getByRole('button', { name: 'Unfold all' }).click();
  await page.getByText('5,000 of 5,000 runs shown').waitFor();
  const drawn: number[] = [];
  await page.locator('.drawing').hover();
  for (let turn = 0; turn < 20; turn += 1) {
    await page.mouse.wheel(0, turn < 10 ? 3000 : -1000);
    await page.evaluate(twoFrames);
    drawn.push(Number(await page.locator('.drawing').getAttribute('data-draw-ms')));
  }
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.evaluate(twoFrames);
  drawn.push(Number(await page.locator('.drawing').getAttribute('data-draw-ms')));
  drawn.sort((a, b) => a - b);
  // A frame has 16 ms; a busy machine is given twice as much.
  expect(drawn[Math.floor(drawn.length / 2)]).toBeLessThan(32);
});
