import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandFile } from './checkout.js';
import type { Ended } from './command.js';
import { exploreLive, recvNumber } from './live-program.js';
import { Workspace } from './workspace.js';

const workspace = new Workspace();
let token = '';

beforeAll(async () => {
  token = (await exploreLive(workspace)).token;
});
afterAll(() => workspace[Symbol.dispose]());

/** Replay the path on which it breaks, with these lines on standard input. */
async function replay(words: readonly string[], lines: readonly string[]): Promise<Ended> {
  workspace.write('input', lines.map((line) => `${line}\n`).join(''));
  const command = [process.execPath, commandFile, 'replay', token, '--quiet', ...words];
  const quiet = 'unset SHELL; export HOME=$PWD DEBUGINFOD_URLS=; "$@" < input';
  return workspace.shell(quiet, command);
}

const atRecv = ['--stop-before', recvNumber];
const verdict = 'the program crashed with SIGSEGV';

describe('gdb at a choice point', () => {
  it('sees the process, and follows it to its defect', async () => {
    const { code, out, err } = await replay(
      [...atRecv, '--gdb'],
      [
        ...['info threads', 'bt', 'frame function fetch', 'p asked', 'p answer'],
        ...['p own', 'thread apply 2 p own'],
        // A function of the program, while it stands before a call.
        ...['p cope(21)', 'p tries', "set var answer = 'x'", 'break cope', 'continue'],
        ...['p error', 'next', 'next', 'p doubled', 'up', 'p answer', 'continue'],
        ...['p $_siginfo.si_signo', 'continue'],
      ],
    );
    expect(err).not.toContain('warning');
    expect(out).toMatch(/\* 1 +Thread (\d+)\.\1 "live".*recv/);
    expect(out).toMatch(/ 2 +Thread \d+\.\d+ "live".*(futex|sem)/);
    expect(out).toMatch(/#0 .*recv[^]*#\d .*fetch \([^]*#\d .*main/);
    const values = [...out.matchAll(/\$\d+ = (.*)/g)].map(([, value]) => value);
    expect(values).toEqual(['2', "63 '?'", '7', '8', '42', '1', '104', '208', "120 'x'", '11']);
    expect(out).toMatch(/Breakpoint 1, cope \(error=104\)/);
    expect(out).toMatch(/received signal SIGSEGV/);
    expect(out).toContain('Program terminated with signal SIGSEGV');
    expect(out.indexOf(verdict)).toBeGreaterThan(out.indexOf('Program terminated'));
    expect(code).toBe(1);
    await workspace.expectNothingLeft();
  });
});

describe('what gdb has done to the program', () => {
  it('is watched by the processor, and is no end of the program', async () => {
    const { out, err } = await replay(
      [...atRecv, '--gdb'],
      [
        ...['stepi', 'p cope(1)', 'p $_siginfo.si_signo', 'watch tries', 'hbreak cope'],
        ...['continue', 'continue', 'bt 1', 'delete', 'p cope(2)', 'info proc mappings'],
      ],
    );
    expect(err).not.toMatch(/warning|Could not/i);
    expect(out).toMatch(/ = 2\n.* = 5\n/);
    expect(out).toMatch(/Hardware watchpoint 1: tries[^]*Breakpoint 2, cope \(error=104\)/);
    expect(out).toMatch(/Old value = 1\nNew value = 2\n[^]*#0 +cope \(error=104\)/);
    expect(out).toMatch(/ = 4\n[^]*r-xp +(\/\S+)?\/live\n/);
    // Names are those of the world.
    expect(out).not.toContain('/newroot');
    expect(out).toMatch(/live received SIGSEGV:\n +at fetch/);
  });
});

describe('gdb at a defect', () => {
  it('sees where it shows; when it is killed, the run goes on without it', async () => {
    const { code, out } = await replay(['--gdb'], ['bt', 'break cope', 'shell kill -9 $PPID']);
    expect(out).toContain('stopped before SIGSEGV ends live, process 2');
    expect(out).toMatch(/#0 .*fetch \(/);
    expect(out.split(verdict)).toHaveLength(3);
    expect(code).toBe(1);
    await workspace.expectNothingLeft();
  });

  it('may kill the program, and there is no verdict', async () => {
    const { code, err } = await replay(['--gdb', ...atRecv], ['kill']);
    expect(err).toContain('chokepoint: the program was killed in gdb');
    expect(code).toBe(130);
    await workspace.expectNothingLeft();
  });

  it('ends with the controller, however that ends', async () => {
    const kill = ['shell kill -9 $(ps -o ppid= -p $PPID)', 'python import time; time.sleep(20)'];
    const { code } = await replay([...atRecv, '--gdb'], kill);
    expect(code).toBe(137);
    await workspace.expectNothingLeft();
  });
});

describe('a shell at a choice point', () => {
  it('has the view of the program, which goes on afterwards', async () => {
    const { code, out } = await replay([...atRecv, '--shell'], ['pwd', 'ps ax', 'ss -tnp']);
    expect(out).toContain(`\n${workspace.directory}\n`);
    expect(out).toMatch(/\n +1 .*\n(.*\n)*.* \.\/live\n/);
    expect(out).toMatch(/ESTAB .*127\.0\.0\.1:5000 +users:\(\("live",pid=\d+,fd=\d+\)\)/);
    expect(out).toContain(verdict);
    expect(code).toBe(1);
    await workspace.expectNothingLeft();
  });
});

it('a process killed before a call has ended, whatever was to happen to its socket', async () => {
  const { code, out } = await replay([...atRecv, '--shell'], ['kill -9 $(pidof live)']);
  expect(out).toMatch(/sut live: SIGKILL/);
  expect(code).toBe(1);
});

describe('what cannot be had', () => {
  it.each([
    { what: 'gdb', word: '--gdb', hint: 'apt-get install gdb' },
    { what: 'nsenter', word: '--shell', hint: 'apt-get install util-linux' },
  ])('$what is named, with what to do', async ({ what, word, hint }) => {
    const path = { PATH: '/nowhere' };
    const { code, out, err } = await workspace.run(['replay', token, word], path);
    expect(err).toContain(`chokepoint: ${what} is not installed\n  hint: ${hint}`);
    expect({ code, out }).toEqual({ code: 77, out: '' });
  });
});
