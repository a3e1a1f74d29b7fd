import { callStub, callStubCode, pageAddress, pageBytes } from './vdso-page.js';
import type { ClockCode } from './vdso-page.js';

/** Where the count lies: in a page of its own, which all processes of a world share. */
export const countAddress = pageAddress + pageBytes;
/** What is added to the count for clocks with and without a date, and the kernel's function. */
const at = { realtime: 0, monotonic: 8, gettime: 16, code: 32 } as const;
const gettimeofdayAt = 0x75;
const timeAt = 0xa1;
/** Of three functions that make the system call of that name. */
const callsAt = { clock_gettime: 0xf0, gettimeofday: 0xf8, time: 0x100 } as const;

/**
 * Machine code that reads the world's clock: it moves the count by a step and adds the origin of
 * the clock that was asked for. One instruction moves and reads it, so that no two readings are
 * the same, whoever makes them. To divide it multiplies by 2^75 / (10^9 / 2^9). It keeps frame
 * pointers: nothing else tells how to unwind it.
 */
const code = [
  '83ff0b', // gettime: cmp edi, 11
  '770a', // ja other
  'b8f30b0000', // mov eax, 0xbf3
  '0fa3f8', // bt eax, edi
  '7206', // jc now
  'ff25dbffffff', // other: jmp [clock_gettime of the vDSO]
  '55', // now: push rbp
  '4889e5', // mov rbp, rsp
  '41b8e8030000', // mov r8d, 1000
  'f04c0fc105b80f0000', // lock xadd [count], r8
  '4c8d0db9ffffff', // lea r9, [monotonic]
  '4c8d15aaffffff', // lea r10, [realtime]
  'b821090000', // mov eax, 0x921
  '0fa3f8', // bt eax, edi
  '4d0f42ca', // cmovc r9, r10
  '4d0301', // add r8, [r9]
  'e863000000', // call split
  '488916', // mov [rsi], rdx
  '4c894608', // mov [rsi+8], r8
  '31c0', // xor eax, eax
  '5d', // pop rbp
  'c3', // ret
  '55', // gettimeofday: push rbp
  '4889e5', // mov rbp, rsp
  '4885ff', // test rdi, rdi
  '7417', // je zone
  'e834000000', // call today
  '488917', // mov [rdi], rdx
  '4d69c0d34d6210', // imul r8, r8, 274877907
  '49c1e826', // shr r8, 38
  '4c894708', // mov [rdi+8], r8
  '31c0', // zone: xor eax, eax
  '4885f6', // test rsi, rsi
  '7403', // je done
  '488906', // mov [rsi], rax
  '5d', // done: pop rbp
  'c3', // ret
  '55', // time: push rbp
  '4889e5', // mov rbp, rsp
  'e80d000000', // call today
  '4889d0', // mov rax, rdx
  '4885ff', // test rdi, rdi
  '7403', // je told
  '488907', // mov [rdi], rax
  '5d', // told: pop rbp
  'c3', // ret
  '41b8e8030000', // today: mov r8d, 1000
  'f04c0fc1053a0f0000', // lock xadd [count], r8
  '4c030533ffffff', // add r8, [realtime]
  '4c89c0', // split: mov rax, r8
  '48c1e809', // shr rax, 9
  '48ba535a9ba02fb84400', // movabs rdx, 0x44B82FA09B5A53
  '48f7e2', // mul rdx
  '48c1ea0b', // shr rdx, 11
  '4869c200ca9a3b', // imul rax, rdx, 1000000000
  '4929c0', // sub r8, rax
  'c3', // ret
  'b8e4000000', // bygettime: mov eax, 228
  '0f05', // syscall
  'c3', // ret
  'b860000000', // bygettimeofday: mov eax, 96
  '0f05', // syscall
  'c3', // ret
  'b8c9000000', // bytime: mov eax, 201
  '0f05', // syscall
  'c3', // ret
].join('');

/** What clocks say when the count is 0: nanoseconds. */
interface Origins {
  readonly realtime: bigint;
  readonly monotonic: bigint;
}

/** The code for processes that have the page of the count. */
export function countCode({ realtime, monotonic }: Origins): ClockCode {
  return {
    entries: new Map([
      ['clock_gettime', pageAddress + at.code],
      ['gettimeofday', pageAddress + gettimeofdayAt],
      ['time', pageAddress + timeAt],
    ]),
    contents: ({ gettime }) => {
      const page = Buffer.alloc(pageBytes);
      page.writeBigInt64LE(realtime, at.realtime);
      page.writeBigInt64LE(monotonic, at.monotonic);
      page.writeBigUInt64LE(BigInt(gettime), at.gettime);
      page.write(code, at.code, 'hex');
      page.write(callStubCode, callStub - pageAddress, 'hex');
      return page;
    },
  };
}

/** Where the same page asks the kernel, for processes that cannot have the count. */
export const callingEntries: ReadonlyMap<string, number> = new Map(
  Object.entries(callsAt).map(([name, offset]) => [name, pageAddress + offset]),
);
