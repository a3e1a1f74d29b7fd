/*
 * The hand of init, a thread of it: it does to a program's socket what the network, or the other
 * end, would do. The program itself may not be allowed to; init may do everything, and nobody
 * can kill it. While a program waits for the hand it holds the channel, so that nobody else can
 * have init's attention.
 */
#ifndef CHOKEPOINT_HAND_H
#define CHOKEPOINT_HAND_H

#include "channel.h"

/* Of init: to be called once. */
void start_hand(void);

/* Of a program, in its turn: returns when the events have happened. */
void have_happen(const struct events *events, int fd);

#endif
