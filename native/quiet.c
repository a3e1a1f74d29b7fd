#include "quiet.h"

#include <stdint.h>
#include <time.h>

#include "loads.h"
#include "raw-call.h"

#define YIELDS 3
#define ROUNDS 2000
#define PATIENCE_NS 250000000

/* Those that could run get their turn. */
static void yield(void) {
  for (int i = 0; i < YIELDS; i++) raw_call0(SYS_sched_yield);
}

int is_quiet(void) {
  long loads = open_loads();
  yield();
  int result = is_alone(loads);
  close_loads(loads);
  return result;
}

static int64_t now(void) {
  struct timespec time = {0, 0};
  raw_call2(SYS_clock_gettime, CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void wait_longer(long loads) {
  int64_t end = now() + PATIENCE_NS;
  for (int i = 0; i < ROUNDS && !is_alone(loads) && now() < end; i++) yield();
}

void wait_until_quiet(void) {
  long loads = open_loads();
  if (!is_alone(loads)) wait_longer(loads);
  close_loads(loads);
}
