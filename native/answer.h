/* What the controller replied to a choice. */
#ifndef CHOKEPOINT_ANSWER_H
#define CHOKEPOINT_ANSWER_H

#include "ask.h"
#include "channel.h"

/* What is left to be done when the reply is no longer there. */
struct orders {
  struct events before;
  struct delay delay;
  int signal;
};

enum verdict obey(const struct reply *reply, struct call *call, struct orders *orders);

/* As the kernel does for SIGPIPE: the thread that made the call gets it. 0 is none. */
void send_to_self(int signal);

#endif
