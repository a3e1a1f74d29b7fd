/* Events of struct event, done to a socket. With raw calls only: see hand.c. */
#ifndef CHOKEPOINT_NETWORK_EVENTS_H
#define CHOKEPOINT_NETWORK_EVENTS_H

#include "channel.h"

void bring_about_events(int fd, const struct events *events);

/* Of a connection of TCP. */
void reset_connection(int fd);
void close_other_end(int fd);

/* What has arrived had never arrived, but the first bytes of it; nor had an end behind it. */
void discard_stream(int fd, uint32_t keep);
void notify_stream(int fd);
void notify_local(int fd);

/* Take what can be read; returns how much of it was put at `kept`. */
uint32_t drain_stream(int fd, uint8_t *kept, uint32_t keep);

/* Of sockets that listen: the first that waits to be accepted is gone, and finds itself reset. */
void drop_connection(int fd);

/* Of datagrams: mostly of the first that waits. */
void discard_datagrams(int fd);
void drop_datagram(int fd);
void duplicate_datagram(int fd);
void reorder_datagrams(int fd);
void replace_datagram(int fd, const uint8_t *data, uint32_t length);

/* A message to the kernel about routes. */
void change_routes(const uint8_t *message, uint32_t length);

/* For the packets that are forged; to be called once, before. */
void open_raw_sockets(void);

#endif
