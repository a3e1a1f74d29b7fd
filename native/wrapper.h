/* How the wrappers are written down. Each has the name of a function of libc and comes first. */
#ifndef CHOKEPOINT_WRAPPER_H
#define CHOKEPOINT_WRAPPER_H

/* With it the headers define some of these functions themselves. */
#undef _FORTIFY_SOURCE

#include <stddef.h>

#include "ask.h"
#include "raw-call.h"
#include "real-calls.h"

#define WRAPPER __attribute__((visibility("default")))

/* Ask, then make the call with libc's own function, then wait for the rest of the guest. */
long bring_about(enum real_call real, struct call *call);

#define CALL(real, nr, ...)                                                                   \
  bring_about(REAL_##real, &(struct call){.number = (nr), .args = {__VA_ARGS__}, .fd = -1})

#endif
