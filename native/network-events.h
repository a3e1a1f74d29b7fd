/* Events of struct event, done to a socket. With raw calls only: see hand.c. */
#ifndef CHOKEPOINT_NETWORK_EVENTS_H
#define CHOKEPOINT_NETWORK_EVENTS_H

#include "channel.h"

void bring_about_event(int fd, const struct event *event);

/* Of a connection of TCP. */
void reset_connection(int fd);
void close_other_end(int fd);

/* Of whatever can be read. */
void discard_queue(int fd, uint32_t keep);
void clear_error(int fd);
void notify_waiters(int fd);

/* Of datagrams. */
void drop_datagram(int fd);
void duplicate_datagram(int fd);
void reorder_datagrams(int fd);

/* For the packets that are forged; to be called once, before. */
void open_raw_sockets(void);

#endif
