/* A stream goes on after its end only in a connection that is made anew. */
#ifndef CHOKEPOINT_REBUILT_CONNECTION_H
#define CHOKEPOINT_REBUILT_CONNECTION_H

#include <stdint.h>

/*
 * The end that has come in had not come, and of what waits to be read only the first `keep` bytes
 * had; `bytes` has room for them.
 */
void rebuild_without_end(int fd, uint8_t *bytes, uint32_t keep);

#endif
