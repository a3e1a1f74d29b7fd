#include "loopback-routes.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "guest-log.h"

#define LOOPBACK_DEVICE 1

struct change {
  struct nlmsghdr header;
  struct rtmsg route;
  char attributes[128];
};

static void add(struct change *change, unsigned short type, const void *data, size_t length) {
  struct rtattr *attribute = (void *)((char *)change + NLMSG_ALIGN(change->header.nlmsg_len));
  attribute->rta_type = type;
  attribute->rta_len = (unsigned short)RTA_LENGTH(length);
  memcpy(RTA_DATA(attribute), data, length);
  change->header.nlmsg_len = NLMSG_ALIGN(change->header.nlmsg_len) + RTA_ALIGN(attribute->rta_len);
}

static struct change route(unsigned short type, unsigned char family, unsigned char bits) {
  return (struct change){
    {NLMSG_LENGTH(sizeof(struct rtmsg)), type, NLM_F_REQUEST | NLM_F_ACK, 0, 0},
    {family, bits, 0, 0, RT_TABLE_LOCAL, RTPROT_KERNEL, RT_SCOPE_HOST, RTN_LOCAL, 0}, {0}};
}

static void add_place(struct change *change, const void *destination, size_t length) {
  unsigned device = LOOPBACK_DEVICE;
  add(change, RTA_DST, destination, length);
  add(change, RTA_OIF, &device, sizeof device);
}

/* RTA_METRICS holds attributes itself: here one, RTAX_QUICKACK. */
static void add_quick_ack(struct change *change) {
  struct { struct rtattr head; unsigned value; } metric = {{sizeof metric, RTAX_QUICKACK}, 1};
  add(change, RTA_METRICS, &metric, sizeof metric);
}

static int ask_kernel(int fd, const struct change *change) {
  struct { struct nlmsghdr header; struct nlmsgerr error; char rest[256]; } answer;
  if (send(fd, change, change->header.nlmsg_len, 0) == -1) return -errno;
  if (recv(fd, &answer, sizeof answer, 0) < (ssize_t)sizeof answer.header) return -EIO;
  return answer.error.error;
}

static void change_version_4(int fd, const char *destination, unsigned char bits) {
  struct in_addr to, home;
  inet_pton(AF_INET, destination, &to);
  inet_pton(AF_INET, "127.0.0.1", &home);
  struct change change = route(RTM_NEWROUTE, AF_INET, bits);
  change.header.nlmsg_flags |= NLM_F_REPLACE;
  add_place(&change, &to, sizeof to);
  add(&change, RTA_PREFSRC, &home, sizeof home);
  add_quick_ack(&change);
  errno = -ask_kernel(fd, &change);
  if (errno != 0) complain("change the route to", destination);
}

/* The route that the kernel made for version 6 cannot be changed, but replaced. */
static void change_version_6(int fd) {
  struct in6_addr home = IN6ADDR_LOOPBACK_INIT;
  struct change old = route(RTM_DELROUTE, AF_INET6, 128);
  struct change new = route(RTM_NEWROUTE, AF_INET6, 128);
  add_place(&old, &home, sizeof home);
  if (ask_kernel(fd, &old) != 0) return; /* no version 6 */
  new.header.nlmsg_flags |= NLM_F_CREATE;
  add_place(&new, &home, sizeof home);
  add_quick_ack(&new);
  errno = -ask_kernel(fd, &new);
  if (errno != 0) complain("change the route to", "::1");
}

void confirm_at_once(void) {
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  change_version_4(fd, "127.0.0.0", 8);
  change_version_4(fd, "127.0.0.1", 32);
  change_version_6(fd);
  close(fd);
}
