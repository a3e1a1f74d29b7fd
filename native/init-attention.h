/* init sleeps most of the time, and somebody may want it to look around first. */
#ifndef CHOKEPOINT_INIT_ATTENTION_H
#define CHOKEPOINT_INIT_ATTENTION_H

#include <stdint.h>

/* Has init look around; returns when it has, and has no orders left. */
void have_init_look(void);

/* Of init: what was called for up to now is about to be seen. */
void begin_look(void);

/* Of init: there is nothing to do. Sleeps, until the time is over or somebody wants it. */
void rest_between_looks(int64_t microseconds);

/* Of init: this signal wakes it as well. */
void look_after(int signal);

#endif
