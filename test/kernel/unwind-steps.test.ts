import { afterAll, describe, expect, test } from 'vitest';
import { stayOnOneProcessor } from '../../src/kernel/affinity.js';
import { describeStack } from '../../src/tracer/symbols/stack.js';
import { dwarf } from '../../src/tracer/unwind/register-file.js';
import { unwind } from '../../src/tracer/unwind/unwinder.js';
import { TestProcess, Workshop, type StoppedThread } from './unwind-target.js';

const pauseCall = 34;
const sigtrap = 5;
// Tens of thousands of single steps: each is a turn, and turns are cheap on one processor.
stayOnOneProcessor(process.pid);
const workshop = new Workshop();
afterAll(() => {
  workshop[Symbol.dispose]();
});

const builds = [
  ['a PIE that binds lazily', ['-pie', '-fPIE', '-Wl,-z,lazy']],
  ['a stripped static program', ['-static', '-s']],
  ['a program with a signal return like that of musl', ['-DBARE_RESTORER']],
  ['a program with control-flow protection', ['-no-pie', '-fcf-protection', '-Wl,-z,lazy']],
] as const;

type Instruction = 'call' | 'return' | 'sigreturn' | 'other';

interface Position {
  readonly pc: number;
  readonly rsp: number;
  readonly rax: bigint | undefined;
  /** The instruction to come, and maybe more. */
  readonly code: Buffer;
}

/**
 * The stack as the program builds it: every call and every signal pushes, every return pops.
 * It knows nothing of call frame information.
 */
class ShadowStack {
  readonly returns: number[];

  constructor(
    private readonly thread: StoppedThread,
    pcs: readonly number[],
  ) {
    this.returns = pcs.slice(1).reverse();
  }

  /** One instruction; the signal to deliver next, or undefined when the program has ended. */
  step(signal: number): number | undefined {
    const before = this.position();
    const kind: Instruction | 'signal' = signal === 0 ? instructionKind(before) : 'signal';
    const stopSignal = this.thread.step(signal);
    if (stopSignal === undefined) return undefined;
    if (stopSignal !== sigtrap) return stopSignal;
    this.follow(kind, before.pc);
    return 0;
  }

  private follow(kind: Instruction | 'signal', pc: number): void {
    const after = this.position();
    if (kind === 'signal') this.returns.push(pc);
    if (kind === 'signal' || kind === 'call') this.returns.push(this.word(after.rsp));
    if (kind === 'return' || kind === 'sigreturn') expect(this.returns.pop()).toBe(after.pc);
  }

  position(): Position {
    const registers = this.thread.registers();
    const pc = Number(registers[dwarf.rip]);
    const code = this.thread.target.read(pc, 16);
    return { pc, rsp: Number(registers[dwarf.rsp]), rax: registers[0], code };
  }

  private word(address: number): number {
    return Number(this.thread.target.read(address, 8).readBigUInt64LE(0));
  }
}

/** Knows the calls, returns and system calls that gcc and glibc use (Intel SDM, volume 2). */
function instructionKind({ code, rax }: Position): Instruction {
  const start = code.findIndex((byte) => !isPrefix(byte));
  const opcode = code[start] ?? 0;
  const operand = code[start + 1] ?? 0;
  if (opcode === 0xe8 || (opcode === 0xff && ((operand >> 3) & 7) === 2)) return 'call';
  if (opcode === 0xc3 || opcode === 0xc2) return 'return';
  return opcode === 0x0f && operand === 0x05 && rax === 15n ? 'sigreturn' : 'other';
}

function isPrefix(byte: number): boolean {
  return (byte & 0xf0) === 0x40 || [0x2e, 0x3e, 0x66, 0xf2, 0xf3].includes(byte);
}

describe.each(builds)('at every instruction of %s', (_, flags) => {
  test('the stack is what calls, returns and signals made it', async () => {
    await using program = await TestProcess.launch([workshop.compile('steps', ...flags)]);
    await program.blockedIn(pauseCall);
    const thread = program.stop();
    const stackNow = (): number[] => unwind(thread.target, thread.registers(), 64).map((f) => f.pc);
    const shadow = new ShadowStack(thread, stackNow());
    process.kill(program.pid, 'SIGUSR1');
    const seen = new Set<string>();
    let deepest = 0;
    for (let signal: number | undefined = 0; (signal = shadow.step(signal)) !== undefined;) {
      const expected = [shadow.position().pc, ...shadow.returns.toReversed()];
      const found = stackNow();
      if (found.join() !== expected.join()) {
        expect(named(thread, found)).toEqual(named(thread, expected));
      }
      deepest = Math.max(deepest, found.length);
      seen.add(thread.target.modules.find(found[0] ?? 0)?.path ?? '');
    }
    expect(seen).toContain('[vdso]');
    expect(deepest).toBeGreaterThan(12);
  });
});

function named(thread: StoppedThread, pcs: readonly number[]): string[] {
  const frames = pcs.map((pc) => ({ pc, lookup: pc }));
  return describeStack(thread.target.modules, frames).map(
    ({ module, address, function: name }) => `${module}+0x${address.toString(16)} ${name ?? ''}`,
  );
}
