/* What the controller replies to a tick. */
#ifndef CHOKEPOINT_GUEST_COMMANDS_H
#define CHOKEPOINT_GUEST_COMMANDS_H

#include "channel.h"

void carry_out(struct reply *reply);

#endif
