/* The timers of this process. */
#ifndef CHOKEPOINT_OWN_TIMERS_H
#define CHOKEPOINT_OWN_TIMERS_H

#include <stdint.h>

/* How long until the first of them goes off: alarms, POSIX timers, timer files; 0 for none. */
int64_t next_timer_ms(void);

#endif
