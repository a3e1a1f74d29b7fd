/* How much a call could move. */
#ifndef CHOKEPOINT_CALL_AMOUNTS_H
#define CHOKEPOINT_CALL_AMOUNTS_H

#include "ask.h"

/* The sum of a list of areas (struct iovec) in the program's memory. */
uint64_t bytes_of_parts(uint64_t list, uint64_t count);

/* Bytes that the call names by a list of areas; 0 where it has none. */
uint64_t bytes_of_call(const struct call *call);

/* Datagrams that wait in a socket, of which the first has so many bytes. */
uint32_t waiting_datagrams(int fd, uint32_t first_bytes);

#endif
