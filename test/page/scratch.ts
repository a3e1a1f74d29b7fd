import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { htmlPage } from '../../src/report/html-page.js';
import type { Report } from '../../src/report/report-schema.js';

/** A directory for pages, as users have them: files. */
export class Scratch implements Disposable {
  private readonly directory = mkdtempSync(path.join(tmpdir(), 'chokepoint-page-'));

  /** @returns the address of the report's page */
  page(report: Report, name = 'report.html'): string {
    const file = path.join(this.directory, name);
    writeFileSync(file, htmlPage(report));
    return pathToFileURL(file).href;
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true });
  }
}
