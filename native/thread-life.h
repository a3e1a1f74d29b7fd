/* Whether a thread is still there. */
#ifndef CHOKEPOINT_THREAD_LIFE_H
#define CHOKEPOINT_THREAD_LIFE_H

#include <stdint.h>

/* One that has ended but was not waited for is not. */
int is_alive(uint32_t tid);

#endif
