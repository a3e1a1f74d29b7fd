/* The functions of libc that the wrappers stand before. */
#ifndef CHOKEPOINT_REAL_CALLS_H
#define CHOKEPOINT_REAL_CALLS_H

#include "ask.h"

#define REAL_CALLS(X)                                                                         \
  X(socket) X(bind) X(listen) X(connect) X(accept) X(accept4) X(shutdown) X(getpeername)      \
  X(getsockopt) X(read) X(readv) X(recv) X(recvfrom) X(recvmsg) X(recvmmsg)                   \
  X(write) X(writev) X(send) X(sendto) X(sendmsg) X(sendmmsg) X(sendfile) X(splice)

#define REAL_NAME(name) REAL_##name,
enum real_call { REAL_CALLS(REAL_NAME) REAL_COUNT };

void find_real_calls(void);

/* Not the bare system call: libc's functions are also where a thread can be cancelled. */
long make_real_call(enum real_call real, const struct call *call);

#endif
