/* Datagrams that a program has sent, or believes to have sent. */
#ifndef CHOKEPOINT_SENT_MESSAGES_H
#define CHOKEPOINT_SENT_MESSAGES_H

#include "ask.h"

/* The first datagram of the call arrives once more: its own socket sends it again. */
void send_again(const struct call *call);

/* sendmmsg(2) is not made: what it would tell of the messages that were sent. */
void tell_lengths(const struct call *call);

#endif
