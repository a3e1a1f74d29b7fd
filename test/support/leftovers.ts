/**
 * `jiti test/support/leftovers.ts COMMAND [ARGUMENT...]` runs a command and fails when it leaves
 * anything behind: a process, a mount, or an entry `chokepoint-*` in the directory for temporary
 * files. It adopts every orphan, so that what outlives the command is known for certain to be of
 * it. What is found is printed, counted in CHOKEPOINT_TALLY, and (processes) killed.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import {
  descendantsOf,
  foreignNamespaces,
  processesWith,
  type ProcessEntry,
} from './process-tree.js';
import { adoptOrphans } from './subreaper.js';

/** What was killed just before the command ended may still be on its way out. */
const settleMs = 3000;
const pollMs = 20;

const marker = randomUUID();

function survivors(): readonly ProcessEntry[] {
  const marked = processesWith(`CHOKEPOINT_SUITE=${marker}`);
  const all = [...descendantsOf(process.pid), ...marked];
  return all.filter((entry, index) => all.findIndex(({ pid }) => pid === entry.pid) === index);
}

async function settledSurvivors(): Promise<readonly ProcessEntry[]> {
  const deadline = Date.now() + settleMs;
  while (survivors().length > 0 && Date.now() < deadline) await delay(pollMs);
  return survivors();
}

function describeProcess({ pid, startTime, command }: ProcessEntry): string {
  const namespaces = foreignNamespaces(pid).join(', ');
  const where = namespaces === '' ? '' : `, in namespaces of its own: ${namespaces}`;
  return `process ${String(pid)} (started at tick ${String(startTime)}) ${command}${where}`;
}

function mounts(): readonly string[] {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => `mount ${line.split(' ').slice(4, 5).join('')} (${line})`);
}

function temporaryEntries(): readonly string[] {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith('chokepoint-'));
  return names.map((name) => `directory entry ${tmpdir()}/${name}`);
}

async function runCommand(argv: readonly string[]): Promise<number> {
  const [file = 'true', ...args] = argv;
  const env = { ...process.env, CHOKEPOINT_SUITE: marker };
  const owned: number[] = [];
  adoptOrphans(() => owned);
  const child = spawn(file, args, { stdio: 'inherit', env });
  if (child.pid !== undefined) owned.push(child.pid);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      owned.length = 0;
      resolve(code ?? 1);
    });
  });
}

function report(leftovers: readonly string[]): void {
  for (const leftover of leftovers) console.log(`leftover: ${leftover}`);
  const file = process.env['CHOKEPOINT_TALLY'];
  if (file === undefined) return;
  const counts = leftovers.length === 0 ? '1 0 0' : `0 ${String(leftovers.length)} 0`;
  appendFileSync(file, `leftovers ${counts}\n`);
}

function killAll(processes: readonly ProcessEntry[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself, or with the init process of its namespace.
    }
  }
}

const before = new Set([...mounts(), ...temporaryEntries()]);
const code = await runCommand(process.argv.slice(2));
const processes = await settledSurvivors();
const entries = [...mounts(), ...temporaryEntries()].filter((entry) => !before.has(entry));
const leftovers = [...processes.map(describeProcess), ...entries];
report(leftovers);
killAll(processes);
process.exitCode = leftovers.length > 0 ? 1 : code;
