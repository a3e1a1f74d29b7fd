/* A call that is made with other arguments than the program's. */
#ifndef CHOKEPOINT_CHANGED_CALL_H
#define CHOKEPOINT_CHANGED_CALL_H

#include "real-calls.h"

/* As its `change` says. What the program passed is left as it is, but for what calls return. */
long make_changed_call(enum real_call real, struct call *call);

#endif
