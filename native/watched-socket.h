/* Which calls the controller wants to hear of. */
#ifndef CHOKEPOINT_WATCHED_SOCKET_H
#define CHOKEPOINT_WATCHED_SOCKET_H

#include "ask.h"

/* Finds the socket among the call's descriptors, and notes it in the call. */
int is_watched_socket(struct call *call);

/* An integer option of level SOL_SOCKET; -1 for what is no socket. */
int socket_option(int fd, int name);

/* Whether an error waits to be reported: the next call would fetch it, whoever makes it. */
int has_error(int fd);

/* SO_RCVTIMEO or SO_SNDTIMEO; 0 for none. */
int64_t time_limit_ms(int fd, int name);

#endif
