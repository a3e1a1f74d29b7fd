import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../src/tracer/unwind/dwarf-expression.js';

const registers = Array.from({ length: 17 }, (_, number) => BigInt(number) * 0x1000n);
const memory = new Map([[0x7000 + 160, 0x1122334455667788n]]);
const context = { registers, readWord: (address: number) => memory.get(address) };

function run(hex: string, ...initial: bigint[]): bigint | undefined {
  return evaluate(Buffer.from(hex.replaceAll(' ', ''), 'hex'), context, initial);
}

const minus = (value: bigint): bigint => BigInt.asUintN(64, -value);

test('the CFA inside a lazy linkage stub depends on how far into it the pc is', () => {
  // breg7 8; breg16 0; lit15; and; lit11; ge; lit3; shl; plus: what ld writes for .plt
  const stub = Buffer.from('77088000' + '3f1a3b2a332422', 'hex');
  const cfaAt = (pc: bigint): bigint | undefined => {
    return evaluate(stub, { ...context, registers: registers.with(16, pc) }, []);
  };
  expect(cfaAt(0x1020n)).toBe(0x7008n);
  expect(cfaAt(0x102an)).toBe(0x7008n);
  expect(cfaAt(0x102bn)).toBe(0x7010n);
});

test('a signal frame finds the saved stack pointer', () => {
  expect(run('77a00106')).toBe(0x1122334455667788n); // breg7 160; deref
});

describe('operations', () => {
  test.each([
    ['08ff', 255n], // const1u
    ['09ff', minus(1n)], // const1s
    ['0a0080', 0x8000n], // const2u
    ['0b0080', minus(0x8000n)], // const2s
    ['0c00000080', 0x80000000n], // const4u
    ['0d00000080', minus(0x80000000n)], // const4s
    ['0effffffffffffffff', 2n ** 64n - 1n], // const8u
    ['0ffeffffffffffffff', minus(2n)], // const8s
    ['10e58e26', 624485n], // constu
    ['11807f', minus(128n)], // consts
    ['31 32 12 22 22', 5n], // dup
    ['31 32 13', 1n], // drop
    ['35 32 14', 5n], // over
    ['31 32 33 1502', 1n], // pick
    ['38 32 16 1c', minus(6n)], // swap
    ['31 32 33 17 1e 22', 5n], // rot
    ['1105 1f 19', 5n], // neg, abs
    ['30 20', 2n ** 64n - 1n], // not
    ['1176 32 1b', minus(5n)], // div is signed
    ['39 34 1d', 1n], // mod
    ['31 2305', 6n], // plus_uconst
    ['117f 3f 25', 2n ** 49n - 1n], // shr
    ['117f 3f 26', 2n ** 64n - 1n], // shra
    ['117f 30 2d', 1n], // lt is signed
    ['36 33 21', 7n], // or
    ['36 33 27', 5n], // xor
    ['31 30 280100 32 96', 2n], // bra not taken
    ['31 31 280100 32', 1n], // bra taken
    ['31 2f0100 32', 1n], // skip
    ['920708', 0x7008n], // bregx
    ['77a001 9402', 0x7788n], // deref_size
  ] as const)('%s', (hex, expected) => {
    expect(run(hex)).toBe(expected);
  });
});

test('what cannot be read is undefined, not an error', () => {
  expect(run('770006')).toBeUndefined();
  expect(evaluate(Buffer.from('7700', 'hex'), { ...context, registers: [] }, [])).toBeUndefined();
});

test.each([
  ['endless', '31 2ffcff'],
  ['empty stack', '22'],
  ['division by zero', '31 30 1b'],
])('a damaged expression is refused: %s', (_, hex) => {
  expect(() => run(hex)).toThrow(RangeError);
});

test('no bytes make it throw anything but RangeError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.bigInt(0n, 2n ** 64n - 1n), (bytes, cfa) => {
      try {
        const value = evaluate(Buffer.from(bytes), context, [cfa]);
        expect(value === undefined || (value >= 0n && value < 2n ** 64n)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
