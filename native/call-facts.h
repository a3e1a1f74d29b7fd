/* What the controller is told of a call. */
#ifndef CHOKEPOINT_CALL_FACTS_H
#define CHOKEPOINT_CALL_FACTS_H

#include "ask.h"
#include "channel.h"

void state_call(struct request *request, const struct call *call);

/* The stack from registers.rsp on, an answer that waits, and which files are mapped where. */
void state_data(struct channel *channel, int fd);

#endif
