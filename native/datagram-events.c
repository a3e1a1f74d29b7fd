#define _GNU_SOURCE /* struct in6_pktinfo */
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#include "flow.h"
#include "network-events.h"
#include "own-memory.h"
#include "packet.h"
#include "raw-call.h"

#define HEADER_BYTES 8
#define CHECKSUM_AT 6
#define MOST_DATAGRAMS 256

struct datagram {
  struct flow flow;
  uint32_t length;
  uint8_t segment[MOST_SEGMENT_BYTES]; /* header and data */
};

static struct datagram *queue;

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

static int take(int fd, struct datagram *datagram) {
  struct sockaddr_storage from, own;
  socklen_t own_length = sizeof own;
  char control[256] __attribute__((aligned(8)));
  struct iovec part = {datagram->segment + HEADER_BYTES, MOST_SEGMENT_BYTES - HEADER_BYTES};
  struct msghdr message = {&from, sizeof from, &part, 1, control, sizeof control, 0};
  long length = raw_call3(SYS_recvmsg, fd, &message, MSG_DONTWAIT);
  if (length < 0) return 0;
  datagram->length = HEADER_BYTES + (uint32_t)length;
  datagram->flow.address_bytes = place_of(&datagram->flow.from, &from);
  raw_call3(SYS_getsockname, fd, &own, &own_length);
  place_of(&datagram->flow.to, &own);
  uint8_t port[2];
  memcpy(port, datagram->flow.to.port, sizeof port);
  read_destination(&datagram->flow.to, &message);
  memcpy(datagram->flow.to.port, port, sizeof port);
  return 1;
}

static uint32_t take_all(int fd) {
  uint32_t count = 0;
  if (queue == NULL) queue = new_memory(MOST_DATAGRAMS * sizeof *queue);
  int v4 = exchange_option(fd, IPPROTO_IP, IP_PKTINFO, 1);
  int v6 = exchange_option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
  while (queue != NULL && count < MOST_DATAGRAMS && take(fd, &queue[count])) count++;
  exchange_option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, v6);
  exchange_option(fd, IPPROTO_IP, IP_PKTINFO, v4);
  return count;
}

/* It arrives again, from the same sender. */
static void send_again(struct datagram *datagram) {
  uint8_t *head = datagram->segment;
  memcpy(head, datagram->flow.from.port, 2);
  memcpy(head + 2, datagram->flow.to.port, 2);
  head[4] = (uint8_t)(datagram->length >> 8);
  head[5] = (uint8_t)datagram->length;
  head[6] = head[7] = 0;
  send_packet(&datagram->flow, IPPROTO_UDP, head, datagram->length, CHECKSUM_AT);
}

static void send_from(uint32_t first, uint32_t count) {
  for (uint32_t i = first; i < count; i++) send_again(&queue[i]);
}

void drop_datagram(int fd) { raw_call6(SYS_recvfrom, fd, 0, 0, MSG_DONTWAIT, 0, 0); }

void duplicate_datagram(int fd) {
  uint32_t count = take_all(fd);
  if (count > 0) send_again(&queue[0]);
  send_from(0, count);
}

/* The second overtakes the first. */
void reorder_datagrams(int fd) {
  uint32_t count = take_all(fd);
  if (count > 1) send_again(&queue[1]);
  if (count > 0) send_again(&queue[0]);
  send_from(2, count);
}
