#define _GNU_SOURCE
#include "hand.h"

#include <linux/futex.h>
#include <limits.h>
#include <sched.h>
#include <stddef.h>
#include <sys/pidfd.h>

#include "channel-lock.h"
#include "doorbell.h"
#include "guest-log.h"
#include "network-events.h"
#include "raw-call.h"

#define STACK_BYTES (64 * 1024)

static uint32_t value_of(uint32_t *word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

static void set(uint32_t *word, uint32_t value) {
  __atomic_store_n(word, value, __ATOMIC_RELEASE);
  raw_call3(SYS_futex, word, FUTEX_WAKE, INT_MAX);
}

static void wait_while(uint32_t *word, uint32_t value) {
  while (value_of(word) == value) raw_call4(SYS_futex, word, FUTEX_WAIT, value, NULL);
}

/* The copy is the same socket, in every respect. */
static void obey_order(const struct order *order) {
  long pidfd = raw_call2(SYS_pidfd_open, order->pid, 0);
  long fd = raw_call3(SYS_pidfd_getfd, pidfd, order->fd, 0);
  raw_call1(SYS_close, pidfd);
  if (fd < 0) return;
  bring_about_events((int)fd, &order->events);
  raw_call1(SYS_close, fd);
}

/*
 * It shares init's thread-local data, as nobody made some for it: so no function of libc that
 * sets errno. Nobody runs while it does, or a peer could answer in the middle of its packets.
 */
__attribute__((noreturn)) static int be_hand(void *unused) {
  struct sched_param first = {.sched_priority = 1};
  struct order *order = &channel->order;
  (void)unused;
  block_signals();
  raw_call3(SYS_sched_setscheduler, 0, SCHED_FIFO, &first);
  for (;;) {
    uint32_t obeyed = value_of(&order->obeyed);
    wait_while(&order->given, obeyed);
    obey_order(order);
    set(&order->obeyed, obeyed + 1);
  }
}

void start_hand(void) {
  static char stack[STACK_BYTES] __attribute__((aligned(16)));
  int shared = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
  open_raw_sockets();
  if (clone(be_hand, stack + sizeof stack, shared, NULL) == -1) complain("start", "a thread");
}

/* A program that is killed meanwhile leaves an order that is carried out all the same. */
void have_happen(const struct events *events, int fd) {
  struct order *order = &channel->order;
  if (events->count == 0) return;
  uint32_t given = value_of(&order->given), obeyed;
  while ((obeyed = value_of(&order->obeyed)) != given) wait_while(&order->obeyed, obeyed);
  order->pid = (int32_t)raw_call0(SYS_getpid);
  order->fd = fd;
  order->events = *events;
  set(&order->given, given + 1);
  wait_while(&order->obeyed, given);
}
