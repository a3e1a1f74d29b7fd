#define _GNU_SOURCE
#include "init-attention.h"

#include <limits.h>
#include <linux/futex.h>
#include <signal.h>
#include <stddef.h>
#include <time.h>

#include "doorbell.h"
#include "raw-call.h"

/* Longer than init ever sleeps. */
static const struct timespec patience = {2, 0};

static uint32_t seen;

static uint32_t value_of(uint32_t *word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

static void tell(uint32_t *word) {
  __atomic_add_fetch(word, 1, __ATOMIC_ACQ_REL);
  raw_call3(SYS_futex, word, FUTEX_WAKE, INT_MAX);
}

void have_init_look(void) {
  uint32_t looks = value_of(&channel->looks_of_init);
  tell(&channel->calls_for_init);
  raw_call4(SYS_futex, &channel->looks_of_init, FUTEX_WAIT, looks, &patience);
}

void begin_look(void) { seen = value_of(&channel->calls_for_init); }

void rest_between_looks(int64_t microseconds) {
  struct timespec time = {microseconds / 1000000, microseconds % 1000000 * 1000};
  tell(&channel->looks_of_init);
  raw_call4(SYS_futex, &channel->calls_for_init, FUTEX_WAIT, seen, &time);
}

/* It also interrupts the wait; what comes just before that has changed the word. */
static void on_signal(int signal) {
  (void)signal;
  tell(&channel->calls_for_init);
}

void look_after(int signal) {
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigaction(signal, &action, NULL);
}
