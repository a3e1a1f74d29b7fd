/* The line of threads that wait for their turn, in the channel. */
#ifndef CHOKEPOINT_WAITING_H
#define CHOKEPOINT_WAITING_H

#include <stdint.h>

/* Part of an entry next to the thread's number, which is smaller. */
#define STANDS_BEFORE 0x80000000U

/* Where there is no room a thread is not in the line, and goes on when it is quiet. */
void wait_in_line(uint32_t self);
void leave_line(uint32_t self);

/* The lowest entry; UINT32_MAX for none. */
uint32_t first_waiting(void);

/* A thread can be killed in the line. */
void forget_if_dead(uint32_t entry);

/* Whether anybody is in the line, and alive. */
int somebody_waits(void);

#endif
