/* TCP_REPAIR: reading and setting what a connection otherwise keeps to itself. */
#ifndef CHOKEPOINT_TCP_REPAIR_H
#define CHOKEPOINT_TCP_REPAIR_H

#include <stdint.h>

#include <linux/tcp.h>

/* Returns whether the socket can be repaired; what it reuses is to be passed on. */
int begin_repair(int fd, int *reuses);
void end_repair(int fd, int reuses);

uint32_t tcp_option(int fd, int name);
void set_tcp_option(int fd, int name, uint32_t value);
void set_tcp_bytes(int fd, int name, const void *bytes, uint32_t length);

/* All in repair: the next byte of a queue, TCP_RECV_QUEUE or TCP_SEND_QUEUE. */
uint32_t end_of_queue(int fd, int queue);
void set_end_of_queue(int fd, int queue, uint32_t sequence);
/* Put bytes behind those that wait to be read. */
void fill_received(int fd, const uint8_t *bytes, uint32_t count);

#endif
