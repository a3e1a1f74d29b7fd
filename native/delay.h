/* A call that the other end lets wait. */
#ifndef CHOKEPOINT_DELAY_H
#define CHOKEPOINT_DELAY_H

#include "ask.h"
#include "channel.h"

enum waited { TO_THE_END, CUT_SHORT };

/*
 * By the guest's clock, which runs ahead while everybody waits.
 * As the call itself would wait: signals interrupt it, and so does the socket's own time limit.
 * Cut short, the call has its result.
 */
enum waited wait_before(struct call *call, const struct delay *delay);

#endif
