/* System calls without libc: errno is left alone, no lock is taken, nothing can be cancelled. */
#ifndef CHOKEPOINT_RAW_CALL_H
#define CHOKEPOINT_RAW_CALL_H

#include <sys/syscall.h>

static inline long raw_call6(long number, long a, long b, long c, long d, long e, long f) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "0"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

#define raw_call5(number, a, b, c, d, e)                                                     \
  raw_call6(number, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)
#define raw_call4(number, a, b, c, d) raw_call5(number, a, b, c, d, 0)
#define raw_call3(number, a, b, c) raw_call4(number, a, b, c, 0)
#define raw_call2(number, a, b) raw_call3(number, a, b, 0)
#define raw_call1(number, a) raw_call2(number, a, 0)
#define raw_call0(number) raw_call1(number, 0)

#endif
