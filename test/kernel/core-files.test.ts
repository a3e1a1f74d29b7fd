import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { followPath } from '../../src/explore/follow-path.js';
import { StoppingWorld, type StopPlace } from '../../src/explore/stopping-world.js';
import type { CoreWritten, Stop } from '../../src/model/stop.js';
import type { Termination } from '../../src/model/termination.js';
import { readProc } from '../../src/kernel/procfs.js';
import { present } from '../../src/support/assert.js';
import { openWorld, program, settingsFor } from './explore-fixture.js';
import { Workbench } from './workbench.js';

const bench = new Workbench();
afterAll(() => bench[Symbol.dispose]());

interface Dumped {
  readonly program: string;
  readonly core: string;
  readonly stop: Stop;
  readonly written: CoreWritten;
  /** How the run ended that went on afterwards. */
  readonly termination: Termination;
}

async function dump(how: string, place: StopPlace): Promise<Dumped> {
  const company = await bench.compile('standstill/company', '-g');
  const core = bench.path(`${how}-${place.kind}.core`);
  const settings = settingsFor(program('sut', [company, how], { name: 'company' }));
  await using world = await openWorld(settings);
  const stops: { stop: Stop; written: CoreWritten }[] = [];
  const stopping = new StoppingWorld(world, place, async (stop, stopped) => {
    stops.push({ stop, written: await stopped.core(core) });
  });
  const { termination } = await followPath(stopping, []);
  return { program: company, core, termination, ...present(stops[0], 'it never stood still') };
}

function gdb({ program: file, core }: Dumped, ...commands: readonly string[]): string {
  const words = commands.flatMap((command) => ['-ex', command]);
  const quiet = ['-nx', '-batch', '-iex', 'set debuginfod enabled off'];
  const { stdout, stderr } = spawnSync('gdb', [...quiet, file, core, ...words]);
  return `${stdout.toString()}${stderr.toString()}`;
}

describe('a core file of a crash', () => {
  const dumped = dump('segv', { kind: 'signal', signal: 'SIGSEGV', process: 1 });

  test('is of the thread that crashed, and the crash comes all the same', async () => {
    const { stop, termination } = await dumped;
    expect(stop.why).toEqual({ kind: 'signal', signal: 'SIGSEGV' });
    expect(stop.processes).toMatchObject([{ role: 'sut', program: 'company', process: 1 }]);
    expect(stop.processes[0]?.threads.indexOf(stop.tid)).toBe(2);
    expect(termination.crashes).toMatchObject([{ signal: 'SIGSEGV' }]);
    expect(termination.crashes[0]?.stack[0]?.function).toBe('broken');
  });

  test('shows gdb its threads, registers, variables, memory and files', async () => {
    const text = gdb(
      await dumped,
      'info threads',
      'p $_siginfo._sifields._sigfault.si_addr',
      'info registers rax',
      'frame function broken',
      'p answer',
      'p vast[4294967296] + vast[1]',
      'info sharedlibrary',
      'thread 3',
      'frame function wait_for',
      'p waits',
      'p secret[0]',
      'p fenced[1]',
    );
    expect(text).toContain('Program terminated with signal SIGSEGV');
    expect(text).toMatch(/^\* 1 +Thread .* broken \(/m);
    expect(text.match(/^[* ] [1-4] +Thread /gm)).toHaveLength(4);
    expect(text).toContain('$1 = (void *) 0x8');
    expect(text).toMatch(/^rax +0x/m);
    expect(text).toContain('$2 = 4711\n$3 = 815\n');
    expect(text).toMatch(/\/libc\.so\.6$/m);
    expect(text).toContain('$4 = 1007');
    // The program asked for that not to be dumped.
    expect(text).toContain('$5 = 0\n$6 = 4242\n');
    expect(text).not.toContain('warning');
  });

  test('shows eu-stack every thread', async () => {
    const { program: file, core } = await dumped;
    const text = execFileSync('eu-stack', ['--core', core, '-e', file], { encoding: 'utf8' });
    expect(text.match(/^TID \d+:$/gm)).toHaveLength(4);
    for (const name of ['broken', 'wait_for', 'work', 'main']) expect(text).toContain(name);
  });

  test('has holes for what is only reserved', async () => {
    const { written, core } = await dumped;
    expect(written.length).toBeGreaterThan(2 ** 36);
    expect(statSync(core).size).toBe(written.length);
    expect(statSync(core).mode & 0o777).toBe(0o600);
    expect(written.bytes).toBeLessThan(2 ** 22);
  });
});

test('a core file of an exit has the stack that leads there, and no signal', async () => {
  const dumped = await dump('exit', { kind: 'exit', program: 'company' });
  expect(dumped.stop.why).toEqual({ kind: 'exit', code: 3 });
  expect(dumped.termination.programs[0]?.status).toEqual({ kind: 'exited', code: 3 });
  const text = gdb(dumped, 'bt', 'info threads');
  expect(text).toMatch(/^#3 .* broken \(.*answer@entry=4711\)/m);
  expect(text.match(/^[* ] \d +Thread /gm)).toHaveLength(3);
  expect(text).not.toContain('terminated with signal');
});

test('a core file of a hang is of where the run has ended, and says it again', async () => {
  const dumped = await dump('hang', { kind: 'end' });
  expect(dumped.stop.why).toMatchObject({ kind: 'end', reason: { kind: 'no-progress' } });
  expect(dumped.termination.reason.kind).toBe('no-progress');
  expect(dumped.termination.waiting).toHaveLength(3);
  const { program: file, core } = dumped;
  const text = execFileSync('eu-stack', ['--core', core, '-e', file], { encoding: 'utf8' });
  expect(text.match(/ wait_for$/gm)).toHaveLength(2);
});

test('a world that stands still goes with its worker', async () => {
  const company = await bench.compile('standstill/company', '-g');
  const pids: number[] = [];
  const world = await openWorld(settingsFor(program('sut', [company, 'segv'])));
  const place = { kind: 'signal', signal: 'SIGSEGV', process: 1 } as const;
  const stopping = new StoppingWorld(world, place, async ({ processes, init }) => {
    pids.push(init, ...processes.map(({ pid }) => pid));
    expect(pids.filter(isThere)).toHaveLength(2);
    await world[Symbol.asyncDispose]();
  });
  await expect(followPath(stopping, [])).rejects.toThrow('the worker has ended');
  await expect.poll(() => pids.filter(isThere), { timeout: 5000 }).toEqual([]);
});

function isThere(pid: number): boolean {
  const status = readProc(`/proc/${String(pid)}/status`);
  // Whoever adopts what is dead may take its time.
  return status !== undefined && !/^State:\tZ/m.test(status);
}

test('a world goes on from a choice point at which it stood still', async () => {
  const dumped = await dump('exit', { kind: 'choice', number: 4 });
  expect(dumped.stop.why).toMatchObject({ kind: 'choice' });
  expect(dumped.termination.programs[0]?.status).toEqual({ kind: 'exited', code: 3 });
  expect(gdb(dumped, 'bt')).toMatch(/^#\d+ .* send_and_break /m);
});
