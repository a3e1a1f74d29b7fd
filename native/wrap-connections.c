#include "wrapper.h"

#include <sys/socket.h>

WRAPPER int socket(int domain, int type, int protocol) {
  return (int)CALL(socket, SYS_socket, domain, type, protocol);
}

WRAPPER int bind(int fd, const struct sockaddr *address, socklen_t length) {
  return (int)CALL(bind, SYS_bind, fd, (long)address, length);
}

WRAPPER int listen(int fd, int backlog) { return (int)CALL(listen, SYS_listen, fd, backlog); }

WRAPPER int connect(int fd, const struct sockaddr *address, socklen_t length) {
  return (int)CALL(connect, SYS_connect, fd, (long)address, length);
}

WRAPPER int accept(int fd, struct sockaddr *address, socklen_t *length) {
  return (int)CALL(accept, SYS_accept, fd, (long)address, (long)length);
}

WRAPPER int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags) {
  return (int)CALL(accept4, SYS_accept4, fd, (long)address, (long)length, flags);
}

WRAPPER int shutdown(int fd, int how) { return (int)CALL(shutdown, SYS_shutdown, fd, how); }

WRAPPER int getpeername(int fd, struct sockaddr *address, socklen_t *length) {
  return (int)CALL(getpeername, SYS_getpeername, fd, (long)address, (long)length);
}

WRAPPER int getsockopt(int fd, int level, int name, void *value, socklen_t *length) {
  return (int)CALL(getsockopt, SYS_getsockopt, fd, level, name, (long)value, (long)length);
}

/* The names that older programs and other libraries know. */
WRAPPER int __connect(int, const struct sockaddr *, socklen_t) __attribute__((alias("connect")));
