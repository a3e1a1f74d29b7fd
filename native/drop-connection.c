#include <fcntl.h>
#include <stddef.h>
#include <sys/socket.h>

#include "network-events.h"
#include "raw-call.h"

static long accept_now(int fd) {
  long flags = raw_call3(SYS_fcntl, fd, F_GETFL, 0);
  raw_call3(SYS_fcntl, fd, F_SETFL, flags | O_NONBLOCK);
  long accepted = raw_call4(SYS_accept4, fd, NULL, NULL, SOCK_CLOEXEC);
  raw_call3(SYS_fcntl, fd, F_SETFL, flags);
  return accepted;
}

/* Closing without waiting for anything resets a connection (socket(7), SO_LINGER). */
void drop_connection(int fd) {
  struct linger at_once = {1, 0};
  long accepted = accept_now(fd);
  if (accepted < 0) return;
  raw_call5(SYS_setsockopt, accepted, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  raw_call1(SYS_close, accepted);
}
