/* Which TCP ports are listened on. */
#ifndef CHOKEPOINT_GUEST_PORTS_H
#define CHOKEPOINT_GUEST_PORTS_H

#include "guest-text.h"

/* The number is another when a program has run since: see activity(). */
void say_ports(struct text *text, uint64_t activity);

#endif
