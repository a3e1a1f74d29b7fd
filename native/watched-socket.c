#include "watched-socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "raw-call.h"

static int is_watched_domain(int domain) {
  return domain == AF_INET || domain == AF_INET6 || domain == AF_UNIX;
}

int socket_option(int fd, int name) {
  int value = 0;
  socklen_t length = sizeof value;
  return raw_call5(SYS_getsockopt, fd, SOL_SOCKET, name, &value, &length) == 0 ? value : -1;
}

int has_error(int fd) {
  struct pollfd look = {fd, 0, 0};
  return raw_call3(SYS_poll, &look, 1, 0) == 1 && (look.revents & POLLERR) != 0;
}

int64_t time_limit_ms(int fd, int name) {
  struct timeval limit = {0, 0};
  socklen_t length = sizeof limit;
  if (raw_call5(SYS_getsockopt, fd, SOL_SOCKET, name, &limit, &length) != 0) return 0;
  return limit.tv_sec * 1000 + (limit.tv_usec + 999) / 1000;
}

static int is_watched(struct call *call, long fd) {
  call->fd = (int)fd;
  return is_watched_domain(socket_option(call->fd, SO_DOMAIN));
}

int is_watched_socket(struct call *call) {
  const long *args = call->args;
  if (call->number == SYS_socket) {
    call->fd = -1;
    return is_watched_domain((int)args[0]);
  }
  if (call->number == SYS_getsockopt && ((int)args[1] != SOL_SOCKET || (int)args[2] != SO_ERROR))
    return 0;
  return is_watched(call, args[0]) || (call->number == SYS_splice && is_watched(call, args[2]));
}
