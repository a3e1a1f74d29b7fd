import { chromium, type Browser, type Page } from 'playwright-core';
import { inject, type TestContext } from 'vitest';

/** A page, and what it did that a page must not do. */
interface Watched extends AsyncDisposable {
  readonly page: Page;
  /** Addresses that it asked for, itself included. */
  readonly requests: readonly string[];
  /** Errors and violations of its policy, as the console told them. */
  readonly complaints: readonly string[];
}

interface PageOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

let browser: Promise<Browser> | undefined;

/** A fresh page of the ring's browser; the test is skipped where there is none. */
export async function openPage(
  context: TestContext,
  { colorScheme = 'light', width = 1280 }: PageOptions = {},
): Promise<Watched> {
  const endpoint = inject('browser');
  if (endpoint === '') context.skip('chromium is not installed');
  browser ??= chromium.connect(endpoint);
  const viewport = { width, height: 800 };
  const session = await (await browser).newContext({ colorScheme, viewport });
  const page = await session.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return { page, requests, complaints, [Symbol.asyncDispose]: async () => session.close() };
}
