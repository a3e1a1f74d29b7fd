#include "channel-lock.h"

#include <errno.h>
#include <linux/futex.h>
#include <signal.h>

#include "doorbell.h"
#include "raw-call.h"

static int swap(uint32_t from, uint32_t to) {
  uint32_t expected = from;
  return __atomic_compare_exchange_n(&channel->lock, &expected, to, 0, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE);
}

static uint32_t own_id(void) { return (uint32_t)raw_call0(SYS_gettid); }

/*
 * A priority-inheriting futex: the kernel hands it on in order, also when its holder dies. Of a
 * holder that was killed while nobody waited it knows only that it is dead.
 */
void lock_channel(void) {
  if (swap(0, own_id())) return;
  for (;;) {
    uint32_t held = __atomic_load_n(&channel->lock, __ATOMIC_ACQUIRE);
    long result = raw_call4(SYS_futex, &channel->lock, FUTEX_LOCK_PI, 0, 0);
    if (result == 0 || result == -EDEADLK) return;
    if (result == -ESRCH) swap(held, 0);
  }
}

void unlock_channel(void) {
  if (!swap(own_id(), 0)) raw_call2(SYS_futex, &channel->lock, FUTEX_UNLOCK_PI);
}

uint64_t block_signals(void) {
  uint64_t all = ~0ULL, before = 0;
  raw_call4(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, sizeof all);
  return before;
}

void restore_signals(uint64_t mask) {
  raw_call4(SYS_rt_sigprocmask, SIG_SETMASK, &mask, 0, sizeof mask);
}
