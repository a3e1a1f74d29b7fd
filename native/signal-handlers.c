#define _GNU_SOURCE
#include "signal-handlers.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "raw-call.h"

#define LAST_SIGNAL 64
#define BIT(signal) (1ULL << ((signal) - 1))
/* A program raises these by its own mistakes, at no call that waits. */
#define SYNCHRONOUS                                                                           \
  (BIT(SIGSEGV) | BIT(SIGBUS) | BIT(SIGFPE) | BIT(SIGILL) | BIT(SIGTRAP) | BIT(SIGSYS) |      \
   BIT(SIGABRT))

/* As rt_sigaction(2) has it. */
struct action {
  uint64_t handler, flags, restorer, mask;
};

enum handlers installed_handlers(void) {
  enum handlers found = NO_HANDLERS;
  for (int signal = 1; signal <= LAST_SIGNAL; signal++) {
    struct action action = {0, 0, 0, 0};
    if (SYNCHRONOUS & BIT(signal)) continue;
    raw_call4(SYS_rt_sigaction, signal, NULL, &action, sizeof action.mask);
    if (action.handler <= (uint64_t)SIG_IGN) continue;
    if ((action.flags & SA_RESTART) == 0) return INTERRUPTING_HANDLERS;
    found = RESTARTING_HANDLERS;
  }
  return found;
}
