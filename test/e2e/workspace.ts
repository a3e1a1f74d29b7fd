import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { Report } from '../../src/report/report-schema.js';
import { processesWith } from '../support/process-tree.js';
import { execute, start, type Ended, type Running } from './command.js';

const settleMs = 5000;

/** A working directory of its own, in which what is started can be told from everything else. */
export class Workspace implements Disposable {
  readonly directory: string;
  private readonly temporary: string;
  private readonly marker = `CHOKEPOINT_E2E=${randomUUID()}`;
  private readonly mounts = mountPoints();

  /** @param name what the directory is called; it may hold spaces */
  constructor(name = 'work') {
    const root = mkdtempSync(path.join(tmpdir(), 'chokepoint-e2e-'));
    this.directory = path.join(root, name);
    this.temporary = path.join(root, 'tmp');
    mkdirSync(this.directory);
    mkdirSync(this.temporary);
  }

  file(name: string): string {
    return path.join(this.directory, name);
  }

  write(name: string, content: string | Buffer, mode = 0o644): string {
    writeFileSync(this.file(name), content);
    chmodSync(this.file(name), mode);
    return this.file(name);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  /** Begin a command of the command line here. */
  start(words: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
    return start(words, this.directory, { ...this.environment(), ...env });
  }

  async run(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return this.start(words, env).ended;
  }

  /** A line for bash, in which `"$@"` is the command line with these words. */
  async shell(line: string, words: readonly string[] = []): Promise<Ended> {
    return execute(['bash', '-c', line, 'bash', ...words], this.directory, this.environment());
  }

  /** Explore and read the report that was written. */
  async explore(words: readonly string[]): Promise<{ ended: Ended; report: Report }> {
    const ended = await this.run(['explore', '--quiet', '--json', 'report.json', ...words]);
    expect(ended.err).toBe('');
    return { ended, report: this.report() };
  }

  report(name = 'report.json'): Report {
    return JSON.parse(this.read(name)) as Report;
  }

  /** The journals of the explorations that ran here. */
  journals(): readonly string[] {
    const names = readdirSync(this.directory, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('/journal.jsonl'));
  }

  /** How many finished runs the journals here hold. */
  journalledRuns(): number {
    const runs = this.journals().map((name) => this.read(name).split('"from":').length - 1);
    return runs.reduce((sum, count) => sum + count, 0);
  }

  /** Commands of living processes that were started here, by whomever. */
  survivors(): readonly string[] {
    return processesWith(this.marker).map(({ pid, command }) => `${pid} ${command}`);
  }

  /** No process (and so no namespace), no mount and no temporary file may be left. */
  async expectNothingLeft(): Promise<void> {
    await expect.poll(() => this.survivors(), { timeout: settleMs, interval: 10 }).toEqual([]);
    expect(mountPoints().filter((mount) => !this.mounts.includes(mount))).toEqual([]);
    expect(readdirSync(this.temporary)).toEqual([]);
  }

  [Symbol.dispose](): void {
    rmSync(path.dirname(this.directory), { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    const [name = '', value] = this.marker.split('=');
    return { ...process.env, [name]: value, TMPDIR: this.temporary };
  }
}

function mountPoints(): readonly string[] {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return lines.map((line) => line.split(' ').slice(3, 5).join(' '));
}
