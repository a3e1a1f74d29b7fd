#include "wrapper.h"

#include <errno.h>

static long with_errno(long result) {
  if (result >= 0 || result < -4095) return result;
  errno = (int)-result;
  return -1;
}

__attribute__((noinline)) long bring_about(enum real_call real, struct call *call) {
  if (ask(call) == ANSWERED) return with_errno(call->result);
  long result = make_real_call(real, call);
  if (call->asked) come_to_rest();
  return result;
}
