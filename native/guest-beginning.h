/* What is said to the kernel when a run begins: the state that it goes on from is every run's. */
#ifndef CHOKEPOINT_GUEST_BEGINNING_H
#define CHOKEPOINT_GUEST_BEGINNING_H

#include <stdint.h>

/* What date it is, in milliseconds since 1970. */
void set_clock(int64_t ms);

/* What else the random bytes of the kernel come from, from now on. */
void stir_random_bytes(const void *seed, uint32_t length);

#endif
