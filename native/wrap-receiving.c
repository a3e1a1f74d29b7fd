#include "wrapper.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

struct mmsghdr;
struct timespec;

WRAPPER ssize_t read(int fd, void *data, size_t count) {
  return CALL(read, SYS_read, fd, (long)data, (long)count);
}

WRAPPER ssize_t readv(int fd, const struct iovec *parts, int count) {
  return CALL(readv, SYS_readv, fd, (long)parts, count);
}

WRAPPER ssize_t recv(int fd, void *data, size_t count, int flags) {
  return CALL(recv, SYS_recvfrom, fd, (long)data, (long)count, flags);
}

WRAPPER ssize_t recvfrom(int fd, void *data, size_t count, int flags, struct sockaddr *address,
                         socklen_t *length) {
  return CALL(recvfrom, SYS_recvfrom, fd, (long)data, (long)count, flags, (long)address,
              (long)length);
}

WRAPPER ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
  return CALL(recvmsg, SYS_recvmsg, fd, (long)message, flags);
}

WRAPPER int recvmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags,
                     struct timespec *limit) {
  return (int)CALL(recvmmsg, SYS_recvmmsg, fd, (long)messages, count, flags, (long)limit);
}

/* The names that older programs and other libraries know. */
WRAPPER ssize_t __read(int, void *, size_t) __attribute__((alias("read")));
