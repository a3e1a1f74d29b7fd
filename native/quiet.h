/* Whether anything in the guest but the caller could run. */
#ifndef CHOKEPOINT_QUIET_H
#define CHOKEPOINT_QUIET_H

/*
 * One look is enough, as the guest has one processor: while the caller looks nobody else can be
 * woken but by an interrupt, and what an interrupt leaves to be done is done before it returns,
 * or by a thread of the kernel, which is counted.
 */
int is_quiet(void);

/* Until what could happen by itself has happened; programs that never rest are given up. */
void wait_until_quiet(void);

#endif
