/* What the controller replied to a choice. */
#ifndef CHOKEPOINT_ANSWER_H
#define CHOKEPOINT_ANSWER_H

#include "ask.h"
#include "channel.h"

enum verdict obey(const struct reply *reply, struct call *call, int *signal);

/* As the kernel does for SIGPIPE: the thread that made the call gets it. 0 is none. */
void send_to_self(int signal);

#endif
