#define _GNU_SOURCE /* RTLD_NEXT */
#include "real-calls.h"

#include <dlfcn.h>
#include <errno.h>

#include "raw-call.h"

#define REAL_TEXT(name) #name,
static const char *const names[] = {REAL_CALLS(REAL_TEXT)};

/* All take at most six integers or pointers, and do not look at registers beyond. */
typedef long (*function)(long, long, long, long, long, long);
static function found[REAL_COUNT];

void find_real_calls(void) {
  for (int i = 0; i < REAL_COUNT; i++) found[i] = (function)dlsym(RTLD_NEXT, names[i]);
}

/* Before our constructor has run. */
static long bare_call(const struct call *call) {
  const long *a = call->args;
  long result = raw_call6(call->number, a[0], a[1], a[2], a[3], a[4], a[5]);
  if (result >= 0 || result < -4095) return result;
  errno = (int)-result;
  return -1;
}

long make_real_call(enum real_call real, const struct call *call) {
  const long *a = call->args;
  return found[real] == 0 ? bare_call(call) : found[real](a[0], a[1], a[2], a[3], a[4], a[5]);
}
