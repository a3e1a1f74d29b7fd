/* Calls that move less than they could. */
#ifndef CHOKEPOINT_LIMITED_CALL_H
#define CHOKEPOINT_LIMITED_CALL_H

#include "real-calls.h"

/* Moves at most call->argument bytes, or messages where it moves many. */
long make_limited_call(enum real_call real, const struct call *call);

#endif
