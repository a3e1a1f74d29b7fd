#include "waiting.h"

#include "doorbell.h"
#include "thread-life.h"

static int swap(int at, uint32_t from, uint32_t to) {
  uint32_t expected = from;
  return __atomic_compare_exchange_n(&channel->waiting[at], &expected, to, 0, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE);
}

static uint32_t entry_at(int at) {
  return __atomic_load_n(&channel->waiting[at], __ATOMIC_ACQUIRE);
}

void wait_in_line(uint32_t self) {
  for (int i = 0; i < MOST_WAITING; i++)
    if (entry_at(i) == 0 && swap(i, 0, self)) return;
}

void leave_line(uint32_t self) {
  for (int i = 0; i < MOST_WAITING; i++)
    if (entry_at(i) == self) swap(i, self, 0);
}

uint32_t first_waiting(void) {
  uint32_t first = UINT32_MAX;
  for (int i = 0; i < MOST_WAITING; i++) {
    uint32_t entry = entry_at(i);
    if (entry != 0 && entry < first) first = entry;
  }
  return first;
}

void forget_if_dead(uint32_t entry) {
  if (entry != UINT32_MAX && !is_alive(entry & ~STANDS_BEFORE)) leave_line(entry);
}

int somebody_waits(void) {
  uint32_t first;
  while ((first = first_waiting()) != UINT32_MAX) {
    if (is_alive(first & ~STANDS_BEFORE)) return 1;
    leave_line(first);
  }
  return 0;
}
