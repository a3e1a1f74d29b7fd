#define _GNU_SOURCE /* struct in6_pktinfo */
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#include "call-amounts.h"
#include "flow.h"
#include "network-events.h"
#include "own-memory.h"
#include "packet.h"
#include "raw-call.h"

#define HEADER_BYTES 8
#define CHECKSUM_AT 6

struct datagram {
  struct flow flow;
  uint32_t length;
  uint8_t segment[MOST_SEGMENT_BYTES]; /* header and data */
};

static int exchange_option(int fd, int level, int name, int value) {
  int before = 0;
  socklen_t length = sizeof before;
  if (raw_call5(SYS_getsockopt, fd, level, name, &before, &length) != 0) return 0;
  raw_call5(SYS_setsockopt, fd, level, name, &value, sizeof value);
  return before;
}

/* Which of its addresses it was sent to stands in a control message, in one of two forms. */
static void read_destination(struct place *place, struct msghdr *message) {
  for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
    const struct in_pktinfo *v4 = (const void *)CMSG_DATA(head);
    const struct in6_pktinfo *v6 = (const void *)CMSG_DATA(head);
    int is_v4 = head->cmsg_level == IPPROTO_IP && head->cmsg_type == IP_PKTINFO;
    int is_v6 = head->cmsg_level == IPPROTO_IPV6 && head->cmsg_type == IPV6_PKTINFO;
    struct sockaddr_storage name = {0};
    if (is_v4) ((struct sockaddr_in *)&name)->sin_addr = v4->ipi_addr;
    if (is_v6) ((struct sockaddr_in6 *)&name)->sin6_addr = v6->ipi6_addr;
    name.ss_family = is_v4 ? AF_INET : AF_INET6;
    if (is_v4 || is_v6) place_of(place, &name);
  }
}

static void state_destination(struct place *place, int fd, struct msghdr *message) {
  struct sockaddr_storage own;
  socklen_t length = sizeof own;
  raw_call3(SYS_getsockname, fd, &own, &length);
  place_of(place, &own);
  uint8_t port[sizeof place->port];
  memcpy(port, place->port, sizeof port);
  read_destination(place, message);
  memcpy(place->port, port, sizeof port);
}

static int receive(int fd, int flags, struct datagram *datagram) {
  struct sockaddr_storage from;
  char control[256] __attribute__((aligned(8)));
  struct iovec part = {datagram->segment + HEADER_BYTES, MOST_SEGMENT_BYTES - HEADER_BYTES};
  struct msghdr message = {&from, sizeof from, &part, 1, control, sizeof control, 0};
  long length = raw_call3(SYS_recvmsg, fd, &message, flags | MSG_DONTWAIT);
  if (length < 0) return 0;
  datagram->length = HEADER_BYTES + (uint32_t)length;
  datagram->flow.address_bytes = place_of(&datagram->flow.from, &from);
  state_destination(&datagram->flow.to, fd, &message);
  return 1;
}

/* With what it tells only when it is asked to. */
static int receive_first(int fd, int flags, struct datagram *datagram) {
  int v4 = exchange_option(fd, IPPROTO_IP, IP_PKTINFO, 1);
  int v6 = exchange_option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
  int is_there = receive(fd, flags, datagram);
  exchange_option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, v6);
  exchange_option(fd, IPPROTO_IP, IP_PKTINFO, v4);
  return is_there;
}

/* From the same sender, and behind all that has come since. */
static void arrive_again(struct datagram *datagram) {
  uint8_t *head = datagram->segment;
  memcpy(head, datagram->flow.from.port, 2);
  memcpy(head + 2, datagram->flow.to.port, 2);
  head[4] = (uint8_t)(datagram->length >> 8);
  head[5] = (uint8_t)datagram->length;
  head[6] = head[7] = 0;
  send_packet(&datagram->flow, IPPROTO_UDP, head, datagram->length, CHECKSUM_AT);
}

/* What comes from elsewhere does not reach a socket that is connected (udp(7)). */
static int can_arrive_again(int fd, const struct flow *flow) {
  struct flow connected;
  if (!incoming_flow(&connected, fd)) return 1;
  return connected.address_bytes == flow->address_bytes &&
         memcmp(&connected.from, &flow->from, sizeof flow->from) == 0;
}

void drop_datagram(int fd) { raw_call6(SYS_recvfrom, fd, 0, 0, MSG_DONTWAIT, 0, 0); }

static void repeat(int fd, int is_taken) {
  static struct datagram *first;
  if (first == NULL) first = new_memory(sizeof *first);
  if (first == NULL || !receive_first(fd, MSG_PEEK, first)) return;
  if (!can_arrive_again(fd, &first->flow)) return;
  if (is_taken) drop_datagram(fd);
  arrive_again(first);
}

void duplicate_datagram(int fd) { repeat(fd, 0); }

/* All that has come since overtakes it. */
void reorder_datagrams(int fd) { repeat(fd, 1); }

/* All that waits is sent again in its order, behind what has not been yet. */
void replace_datagram(int fd, const uint8_t *data, uint32_t length) {
  static struct datagram *one;
  uint32_t count = waiting_datagrams(fd, 1);
  if (one == NULL) one = new_memory(sizeof *one);
  if (one == NULL || length > MOST_SEGMENT_BYTES - HEADER_BYTES) return;
  for (uint32_t i = 0; i < count && receive_first(fd, 0, one); i++) {
    if (i == 0) memcpy(one->segment + HEADER_BYTES, data, length);
    if (i == 0) one->length = HEADER_BYTES + length;
    arrive_again(one);
  }
}

void discard_datagrams(int fd) {
  while (raw_call6(SYS_recvfrom, fd, 0, 0, MSG_DONTWAIT, 0, 0) >= 0) continue;
}
