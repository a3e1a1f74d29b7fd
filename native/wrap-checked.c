/* What the compiler makes of read() and the like with -D_FORTIFY_SOURCE. */
#include "wrapper.h"

#include <sys/socket.h>
#include <unistd.h>

void __chk_fail(void) __attribute__((noreturn));

WRAPPER ssize_t __read_chk(int fd, void *data, size_t count, size_t room) {
  if (count > room) __chk_fail();
  return CALL(read, SYS_read, fd, (long)data, (long)count);
}

WRAPPER ssize_t __recv_chk(int fd, void *data, size_t count, size_t room, int flags) {
  if (count > room) __chk_fail();
  return CALL(recv, SYS_recvfrom, fd, (long)data, (long)count, flags);
}

WRAPPER ssize_t __recvfrom_chk(int fd, void *data, size_t count, size_t room, int flags,
                               struct sockaddr *address, socklen_t *length) {
  if (count > room) __chk_fail();
  return CALL(recvfrom, SYS_recvfrom, fd, (long)data, (long)count, flags, (long)address,
              (long)length);
}
