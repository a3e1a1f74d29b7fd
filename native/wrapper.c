#include "wrapper.h"

#include <errno.h>

#include "changed-call.h"

static long with_errno(long result) {
  if (result >= 0 || result < -4095) return result;
  errno = (int)-result;
  return -1;
}

__attribute__((noinline)) long bring_about(enum real_call real, struct call *call) {
  int is_answered = ask(call) == ANSWERED;
  long result = is_answered ? with_errno(call->result) : make_changed_call(real, call);
  if (call->asked && (!is_answered || call->is_staged)) come_to_rest(call, result);
  return result;
}
