/* Where packets come from and go to. */
#ifndef CHOKEPOINT_FLOW_H
#define CHOKEPOINT_FLOW_H

#include <stdint.h>
#include <sys/socket.h>

struct place {
  uint8_t address[16]; /* 4 or 16 bytes */
  uint8_t port[2];     /* as on the wire */
};

struct flow {
  uint32_t address_bytes;
  struct place from;
  struct place to;
};

/* An address of version 6 that stands for one of version 4 becomes that; 0 for other families. */
uint32_t place_of(struct place *place, const struct sockaddr_storage *name);

/* From the socket's other end to itself, which is how the network speaks to it. */
int incoming_flow(struct flow *flow, int fd);

struct flow reversed(const struct flow *flow);

#endif
