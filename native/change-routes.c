#include <linux/netlink.h>
#include <stddef.h>
#include <sys/socket.h>

#include "network-events.h"
#include "raw-call.h"

/* The kernel has done it when the call returns; that it was done already is no failure. */
void change_routes(const uint8_t *message, uint32_t length) {
  long fd = raw_call3(SYS_socket, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (fd < 0) return;
  raw_call6(SYS_sendto, fd, (long)message, length, 0, 0, 0);
  raw_call1(SYS_close, fd);
}
