#include "flow.h"

#include <netinet/in.h>
#include <string.h>

#include "raw-call.h"

#define MAPPED_BYTES 12

static uint32_t place_of_address(struct place *place, const void *address, uint32_t bytes) {
  memcpy(place->address, address, bytes);
  return bytes;
}

uint32_t place_of(struct place *place, const struct sockaddr_storage *name) {
  const struct sockaddr_in *v4 = (const void *)name;
  const struct sockaddr_in6 *v6 = (const void *)name;
  memset(place, 0, sizeof *place);
  /* The ports stand at the same place. */
  memcpy(place->port, &v4->sin_port, sizeof place->port);
  if (name->ss_family == AF_INET) return place_of_address(place, &v4->sin_addr, 4);
  if (name->ss_family != AF_INET6) return 0;
  if (!IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr)) return place_of_address(place, &v6->sin6_addr, 16);
  return place_of_address(place, &v6->sin6_addr.s6_addr[MAPPED_BYTES], 4);
}

static uint32_t end_of(struct place *place, long number, int fd) {
  struct sockaddr_storage name;
  socklen_t length = sizeof name;
  return raw_call3(number, fd, &name, &length) == 0 ? place_of(place, &name) : 0;
}

int incoming_flow(struct flow *flow, int fd) {
  flow->address_bytes = end_of(&flow->from, SYS_getpeername, fd);
  return flow->address_bytes != 0 &&
         end_of(&flow->to, SYS_getsockname, fd) == flow->address_bytes;
}

struct flow reversed(const struct flow *flow) {
  return (struct flow){flow->address_bytes, flow->to, flow->from};
}
