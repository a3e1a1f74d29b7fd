import { callStub, callStubCode, pageAddress, pageBytes, type ClockCode } from './vdso-page.js';

/** Two shifts and two addresses come first. */
const at = { shift: 0, rawShift: 8, gettime: 16, zone: 24, code: 32 } as const;

/**
 * Machine code that reads the clock by the functions of the vDSO and adds a shift. It adds only
 * what was there both before and after: a thread that was stopped in between, and put back, reads
 * again. Once there is a shift coarse clocks are read as exact ones: of two times by ticks the
 * later could be the smaller. It keeps frame pointers: nothing else tells how to unwind it.
 */
const code = [
  '83ff0b', // gettime: cmp edi, 11             a clock that has a name,
  '770a', //        ja other
  'b8f30b0000', //  mov eax, 0xbf3
  '0fa3f8', //      bt eax, edi                 and is not of processor time
  '7206', //        jc now
  'ff25dbffffff', // other: jmp [gettime of the vDSO]
  '55', //     now: push rbp
  '4889e5', //      mov rbp, rsp
  '53', //          push rbx
  '4154', //        push r12
  '56', //          push rsi
  '4883ec18', //    sub rsp, 24                 a timespec, and the shift before
  '89fb', //        mov ebx, edi
  '4c8d25b6ffffff', // lea r12, [shift]
  '488d05b7ffffff', // lea rax, [raw shift]
  '83ff04', //      cmp edi, 4
  '4c0f44e0', //    cmove r12, rax
  '498b0424', // again: mov rax, [r12]
  '4889442410', //  mov [rsp+16], rax
  '89df', //        mov edi, ebx
  '4885c0', //      test rax, rax
  '7409', //        je read
  '8d47fb', //      lea eax, [rdi-5]
  '83f801', //      cmp eax, 1
  '0f46f8', //      cmovbe edi, eax             coarse to exact: 5 to 0, 6 to 1
  '4889e6', // read: mov rsi, rsp
  'ff1596ffffff', // call [gettime of the vDSO]
  '85c0', //        test eax, eax
  '7540', //        jne out
  '498b0424', //    mov rax, [r12]
  '483b442410', //  cmp rax, [rsp+16]
  '75cf', //        jne again
  '89c1', //        mov ecx, eax
  '81e1ffffff3f', // and ecx, 0x3fffffff        nanoseconds
  '48c1f81e', //    sar rax, 30                 seconds
  '48030424', //    add rax, [rsp]
  '48034c2408', //  add rcx, [rsp+8]
  '4881f900ca9a3b', // cmp rcx, 1000000000
  '720a', //        jb put
  '4881e900ca9a3b', // sub rcx, 1000000000
  '48ffc0', //      inc rax
  '488b75e8', // put: mov rsi, [rbp-24]
  '488906', //      mov [rsi], rax
  '48894e08', //    mov [rsi+8], rcx
  '31c0', //        xor eax, eax
  '488d65f0', // out: lea rsp, [rbp-16]
  '415c', //        pop r12
  '5b', //          pop rbx
  '5d', //          pop rbp
  'c3', //          ret
  '55', // gettimeofday: push rbp
  '4889e5', //      mov rbp, rsp
  '57', //          push rdi
  '56', //          push rsi
  '4883ec10', //    sub rsp, 16
  '4885ff', //      test rdi, rdi
  '7428', //        je zone
  '31ff', //        xor edi, edi                CLOCK_REALTIME
  '4889e6', //      mov rsi, rsp
  'e855ffffff', //  call now
  '488b7df8', //    mov rdi, [rbp-8]
  '488b0424', //    mov rax, [rsp]
  '488907', //      mov [rdi], rax
  '8b442408', //    mov eax, [rsp+8]
  '4869c0d34d6210', // imul rax, rax, 274877907  2^38 / 1000
  '48c1e826', //    shr rax, 38
  '48894708', //    mov [rdi+8], rax
  '488b75f0', // zone: mov rsi, [rbp-16]
  '31c0', //        xor eax, eax
  '4885f6', //      test rsi, rsi
  '7408', //        je done
  '31ff', //        xor edi, edi
  'ff1507ffffff', // call [gettimeofday of the vDSO]
  'c9', //    done: leave
  'c3', //          ret
  '55', //    time: push rbp
  '4889e5', //      mov rbp, rsp
  '57', //          push rdi
  '4883ec18', //    sub rsp, 24
  'bf05000000', //  mov edi, 5                  CLOCK_REALTIME_COARSE, as in the kernel
  '4889e6', //      mov rsi, rsp
  'e80cffffff', //  call now
  '488b0424', //    mov rax, [rsp]
  '488b7df8', //    mov rdi, [rbp-8]
  '4885ff', //      test rdi, rdi
  '7403', //        je told
  '488907', //      mov [rdi], rax
  'c9', //    told: leave
  'c3', //          ret
].join('');

const entries: ReadonlyMap<string, number> = new Map([
  ['clock_gettime', pageAddress + at.code],
  ['gettimeofday', pageAddress + 0xc7],
  ['time', pageAddress + 0x113],
]);

export const shiftAddress = pageAddress + at.shift;
export const rawShiftAddress = pageAddress + at.rawShift;

/** Seconds above the 30 bits that nanoseconds take: a shift is one word, written at once. */
export function packShift(shift: bigint): bigint {
  const seconds = shift >= 0n ? shift / nanoseconds : (shift + 1n) / nanoseconds - 1n;
  return (seconds << 30n) | (shift - seconds * nanoseconds);
}

const nanoseconds = 1_000_000_000n;

/** The code, and the shifts that it begins with. */
export function shiftCode(shifts: {
  readonly shift: bigint;
  readonly rawShift: bigint;
}): ClockCode {
  return {
    entries,
    contents: ({ gettime, gettimeofday }) => {
      const page = Buffer.alloc(pageBytes);
      page.writeBigInt64LE(packShift(shifts.shift), at.shift);
      page.writeBigInt64LE(packShift(shifts.rawShift), at.rawShift);
      page.writeBigUInt64LE(BigInt(gettime), at.gettime);
      page.writeBigUInt64LE(BigInt(gettimeofday), at.zone);
      page.write(code, at.code, 'hex');
      page.write(callStubCode, callStub - pageAddress, 'hex');
      return page;
    },
  };
}
