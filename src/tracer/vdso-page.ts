/** Where the code lies in every process: far from stacks, heaps and what sanitizers forbid. */
export const pageAddress = 0x7e90_0000_0000;
export const pageBytes = 4096;
/** Makes one call and stops; then it stops again and again. */
export const callStubCode = ['0f05', 'cc', 'ebfd'].join(''); // syscall; again: int3; jmp again
export const callStub = pageAddress + pageBytes - 16;
/** Where the kernel sees a call come from that is made there. */
export const callStubReturn = callStub + 2;

/** Functions of the vDSO in a process, by address. */
interface VdsoFunctions {
  readonly gettime: number;
  readonly gettimeofday: number;
}

/** What lies in the page and stands in for functions of the vDSO. */
export interface ClockCode {
  /** Where each of them is answered instead, by name. */
  readonly entries: ReadonlyMap<string, number>;
  readonly contents: (originals: VdsoFunctions) => Buffer;
}
