/* One at a time speaks with the controller, of all threads of all processes. */
#ifndef CHOKEPOINT_CHANNEL_LOCK_H
#define CHOKEPOINT_CHANNEL_LOCK_H

#include <stdint.h>

/* Waits asleep, so that a thread that waits for its turn does not count as running. */
void lock_channel(void);
void unlock_channel(void);

/* No signal handler may run between: it might make a call on a socket as well. */
uint64_t block_signals(void);
void restore_signals(uint64_t mask);

#endif
