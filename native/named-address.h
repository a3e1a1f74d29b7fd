/* The address that a program gives in a call. */
#ifndef CHOKEPOINT_NAMED_ADDRESS_H
#define CHOKEPOINT_NAMED_ADDRESS_H

#include "ask.h"

/* Returns its length, 0 where there is none; at most ADDRESS_BYTES. */
uint32_t named_address(const struct call *call, uint8_t *to);

#endif
