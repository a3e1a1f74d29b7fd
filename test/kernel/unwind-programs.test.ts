import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test, type TestContext } from 'vitest';
import { describeStack } from '../../src/tracer/symbols/stack.js';
import { unwind } from '../../src/tracer/unwind/unwinder.js';
import { gdbStack, hasGdb, images, TestProcess } from './unwind-target.js';

const call = { poll: 7, openat: 257, epollPwait: 281, accept4: 288 };

async function compareWithGdb(
  context: TestContext,
  program: TestProcess,
  blockedIn: number,
): Promise<void> {
  await program.blockedIn(blockedIn);
  const expected = hasGdb ? gdbStack(program.pid) : undefined;
  const stopped = program.stop();
  const frames = unwind(stopped.target, stopped.registers(), 200);
  expect(frames.length).toBeGreaterThan(4);
  if (expected === undefined) context.skip('gdb is not installed');
  expect(frames.map(({ pc }) => pc)).toEqual(expected);
}

test('python3 that waits in accept has the stack that gdb sees', async (context) => {
  if (!existsSync('/usr/bin/python3')) context.skip('python3 is not installed');
  const script = 'import socket; s = socket.create_server(("127.0.0.1", 0)); s.accept()';
  await using program = await TestProcess.launch(['/usr/bin/python3', '-c', script]);
  await compareWithGdb(context, program, call.accept4);
});

test('node that waits for events has the stack that gdb sees', async (context) => {
  const script = 'require("net").createServer().listen(0, "127.0.0.1")';
  await using program = await TestProcess.launch([process.execPath, '-e', script]);
  await compareWithGdb(context, program, call.epollPwait);
});

test('curl that waits for an answer has the stack that gdb sees', async (context) => {
  if (!existsSync('/usr/bin/curl')) context.skip('curl is not installed');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  await using program = await TestProcess.launch(['/usr/bin/curl', '--noproxy', '*', url]);
  const [connection] = (await once(server, 'connection')) as [Socket];
  connection.on('error', () => undefined);
  await once(connection, 'data');
  await compareWithGdb(context, program, call.poll);
  connection.destroy();
  server.close();
});

test('a stack through compiled JavaScript is followed down to the start', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'unwind-'));
  const [fifo, mark] = [join(directory, 'fifo'), join(directory, 'mark')];
  execFileSync('mkfifo', [fifo]);
  const script = `function f(n) { return n ? f(n - 1) + 1 : fs.openSync('${fifo}') }
    fs.mkdirSync('${mark}'); [1].forEach(() => f(3))`;
  await using program = await TestProcess.launch([process.execPath, '-e', script]);
  while (!existsSync(mark)) await setImmediate();
  await program.blockedIn(call.openat);
  const stopped = program.stop();
  const frames = unwind(stopped.target, stopped.registers(), 200);
  const names = describeStack(stopped.target.modules, frames).map((frame) => frame.function);
  expect(names.slice(0, 3).join()).toMatch(/open.*uv/);
  expect(names).toContain('Builtins_ArrayForEach');
  // Node's main() ends in a jump, and so has no frame of its own here.
  expect(names.slice(-4)[0]).toMatch(/4node5Start/);
  expect(names.slice(-2)).toEqual(['__libc_start_main', '_start']);
  rmSync(directory, { recursive: true });
});

test('a stack of ten frames takes less than 100 microseconds', async (context) => {
  if (!existsSync('/usr/bin/python3')) context.skip('python3 is not installed');
  const script = 'import socket; s = socket.create_server(("127.0.0.1", 0)); s.accept()';
  await using program = await TestProcess.launch(['/usr/bin/python3', '-c', script]);
  await program.blockedIn(call.accept4);
  const stopped = program.stop();
  const registers = stopped.registers();
  const times = Array.from({ length: 2000 }, () => {
    const start = performance.now();
    const frames = unwind(stopped.target, registers, 10);
    const microseconds = (performance.now() - start) * 1000;
    return frames.length === 10 ? microseconds : Infinity;
  });
  const median = times.toSorted((a, b) => a - b)[1000] ?? Infinity;
  console.info(`unwinding ten frames: ${median.toFixed(1)} us`);
  expect(median).toBeLessThan(100);
  expect(images.open('/proc/self/exe')?.buildId).toMatch(/^[0-9a-f]{40}$/);
});
