import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = path.join(root, 'docs/images');
const executablePath = '/usr/bin/chromium';
const size = { width: 1180, height: 760 };

/** Makes the picture of the README: explores an example, and looks at the page of its report. */
async function main(): Promise<void> {
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is not installed`);
  const scratch = mkdtempSync(path.join(tmpdir(), 'http-server-'));
  try {
    const file = explore(scratch);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: 1.5 });
    mkdirSync(images, { recursive: true });
    await picture(page, `${file}#/`, 'report.png');
    await browser.close();
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** @returns the address of the page */
function explore(scratch: string): string {
  execFileSync('bash', ['scripts/build-examples.sh'], { cwd: root, stdio: 'inherit' });
  // Away from the checkout: where that lies is nobody's business.
  cpSync(path.join(root, 'examples/http-server'), scratch, { recursive: true });
  const page = path.join(scratch, 'report.html');
  const words = ['explore', '-q', '--faults', 'all', '--html', page, '--ready', 'port:8080'];
  const driver = ['--driver', './bin/client 127.0.0.1 8080 / /hello.txt'];
  const command = [path.join(root, 'bin/chokepoint.js'), ...words, ...driver];
  const program = ['--epoch', '2026-01-31T12:00:00Z', '--', './bin/server', '8080', 'www'];
  const options = { cwd: scratch, stdio: 'inherit' } as const;
  const { status } = spawnSync(process.execPath, [...command, ...program], options);
  if (status !== 1) throw new Error('the example has a defect, and it was not found');
  return pathToFileURL(page).href;
}

async function picture(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.locator('main h1').waitFor({ state: 'attached' });
  await page.screenshot({ path: path.join(images, name) });
}

await main();
