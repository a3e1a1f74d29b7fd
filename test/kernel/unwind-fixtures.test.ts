import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { describeStack } from '../../src/tracer/symbols/stack.js';
import { unwind } from '../../src/tracer/unwind/unwinder.js';
import { gdbStack, hasGdb, TestProcess, Workshop } from './unwind-target.js';

const pauseCall = 34;
const sigtrap = 5;
const sigsegv = 11;
const workshop = new Workshop();
afterAll(() => {
  workshop[Symbol.dispose]();
});

const builds = [
  ['a PIE', ['-pie', '-fPIE']],
  ['a fixed-address program', ['-no-pie']],
  ['a static program', ['-static']],
  ['a static PIE', ['-static-pie', '-fPIE']],
  ['a stripped PIE', ['-pie', '-fPIE', '-s']],
  ['a stripped static program', ['-static', '-s']],
] as const;

const functions = ['innermost', 'variable', 'aligned', 'saving', 'large'];

describe.each(builds)('the stack of %s', (_, flags) => {
  test('is the one that was called', { timeout: 60_000 }, async (context) => {
    await using program = await TestProcess.launch([workshop.compile('deep', ...flags)]);
    await program.blockedIn(pauseCall);
    const expected = hasGdb ? gdbStack(program.pid) : undefined;
    const stopped = program.stop();
    const frames = unwind(stopped.target, stopped.registers(), 100);
    const names = describeStack(stopped.target.modules, frames).map((frame) => frame.function);
    if (!flags.some((flag) => flag === '-s')) {
      const start = names.indexOf('innermost');
      expect(names.slice(start, start + functions.length)).toEqual(functions);
      expect(names).toContain('main');
      expect(names.at(-1)).toBe('_start');
    }
    if (expected === undefined) context.skip('gdb is not installed');
    expect(frames.map(({ pc }) => pc)).toEqual(expected);
  });
});

async function functionsOf(argv: readonly string[], before: () => void): Promise<string[]> {
  await using program = await TestProcess.launch(argv);
  await program.blockedIn(pauseCall);
  before();
  const stopped = program.stop();
  const frames = unwind(stopped.target, stopped.registers(), 100);
  return describeStack(stopped.target.modules, frames).map((frame) => frame.function ?? '?');
}

test('a program whose file is gone is unwound from its memory', async () => {
  const file = workshop.compile('deep', '-DGONE');
  const whole = await functionsOf([file], () => undefined);
  const gone = await functionsOf([file], () => {
    unlinkSync(file);
  });
  expect(whole.at(-1)).toBe('_start');
  // Its symbol table was never loaded.
  expect(gone.at(-1)).toBe('?');
  expect(gone.length).toBe(whole.length);
});

test('a program without section headers is unwound', async () => {
  const file = workshop.compile('deep', '-fno-plt');
  const whole = await functionsOf([file], () => undefined);
  const bytes = readFileSync(file);
  bytes.fill(0, 40, 48);
  bytes.fill(0, 58, 64);
  writeFileSync(file, bytes);
  const bare = await functionsOf([file], () => undefined);
  expect(whole).toContain('saving');
  expect(bare).not.toContain('saving');
  expect(bare.length).toBe(whole.length);
});

test('a program in a chroot is found there', async (context) => {
  if (process.getuid?.() !== 0) context.skip('only root may change the root directory');
  const file = workshop.compile('deep', '-static', '-fno-pie');
  const inside = ['chroot', dirname(file), `/${basename(file)}`];
  const names = await functionsOf(inside, () => undefined);
  expect(names).toContain('saving');
  expect(names.at(-1)).toBe('_start');
});

test('a jump to a null pointer is shown with its caller', async () => {
  await using program = await TestProcess.launch([workshop.compile('bad-call')]);
  await program.blockedIn(pauseCall);
  const stopped = program.stop();
  process.kill(program.pid, 'SIGUSR1');
  for (let pending = 0; pending !== sigsegv;) {
    pending = stopped.step(pending === sigtrap ? 0 : pending) ?? sigsegv;
  }
  const frames = unwind(stopped.target, stopped.registers(), 10);
  const [first, second, third] = describeStack(stopped.target.modules, frames);
  expect(first).toMatchObject({ module: '?', address: 0 });
  expect(second).toMatchObject({ function: 'caller' });
  expect(third).toMatchObject({ function: 'main' });
});
