import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { setup as buildPrograms } from '../e2e/global-setup.config.js';

const executablePath = '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the ring's browser is reached; empty when there is none. */
    readonly browser: string;
  }
}

/** One browser for the whole ring: to start it takes longer than most tests. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  buildPrograms();
  if (!existsSync(executablePath)) {
    project.provide('browser', '');
    return undefined;
  }
  // It gets a fresh directory for its data, which goes when it ends.
  const server = await chromium.launchServer({ executablePath, args, host: '127.0.0.1' });
  project.provide('browser', server.wsEndpoint());
  return async () => server.close();
}
