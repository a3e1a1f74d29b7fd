#include "turn.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdint.h>
#include <time.h>

#include "channel-lock.h"
#include "doorbell.h"
#include "init-attention.h"
#include "quiet.h"
#include "raw-call.h"
#include "waiting.h"

/* After this long somebody else may have died before its turn. */
static const struct timespec patience = {0, 50000000};

static void wait_for_others(uint32_t first, uint32_t turns) {
  long result = raw_call4(SYS_futex, &channel->turns, FUTEX_WAIT, turns, &patience);
  if (result == -ETIMEDOUT) forget_if_dead(first);
}

/* Others may come up while the guest comes to rest. */
static int is_first(uint32_t self) {
  if (first_waiting() < self) return 0;
  wait_until_quiet();
  return first_waiting() >= self;
}

static uint32_t entry_of(enum place place) {
  return (uint32_t)raw_call0(SYS_gettid) | (place == AFTER_ITS_CALL ? 0 : STANDS_BEFORE);
}

void begin_turn(enum place place) {
  uint32_t self = entry_of(place);
  wait_in_line(self);
  for (;;) {
    lock_channel();
    if (is_first(self)) break;
    uint32_t first = first_waiting(), turns = channel->turns;
    unlock_channel();
    wait_for_others(first, turns);
  }
  leave_line(self);
}

/* In line all the time: whoever looks must see that somebody stands before a call. */
void stand_aside(enum place place) {
  uint32_t self = entry_of(place);
  wait_in_line(self);
  have_init_look();
  leave_line(self);
}

void end_turn(void) {
  __atomic_add_fetch(&channel->turns, 1, __ATOMIC_ACQ_REL);
  raw_call3(SYS_futex, &channel->turns, FUTEX_WAKE, INT_MAX);
  unlock_channel();
}
