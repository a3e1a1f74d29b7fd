#include "wrapper.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

struct mmsghdr;

WRAPPER ssize_t write(int fd, const void *data, size_t count) {
  return CALL(write, SYS_write, fd, (long)data, (long)count);
}

WRAPPER ssize_t writev(int fd, const struct iovec *parts, int count) {
  return CALL(writev, SYS_writev, fd, (long)parts, count);
}

WRAPPER ssize_t send(int fd, const void *data, size_t count, int flags) {
  return CALL(send, SYS_sendto, fd, (long)data, (long)count, flags);
}

WRAPPER ssize_t sendto(int fd, const void *data, size_t count, int flags,
                       const struct sockaddr *address, socklen_t length) {
  return CALL(sendto, SYS_sendto, fd, (long)data, (long)count, flags, (long)address, length);
}

WRAPPER ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  return CALL(sendmsg, SYS_sendmsg, fd, (long)message, flags);
}

WRAPPER int sendmmsg(int fd, struct mmsghdr *messages, unsigned count, int flags) {
  return (int)CALL(sendmmsg, SYS_sendmmsg, fd, (long)messages, count, flags);
}

/* The names that older programs and other libraries know. */
WRAPPER ssize_t __write(int, const void *, size_t) __attribute__((alias("write")));
WRAPPER ssize_t __send(int, const void *, size_t, int) __attribute__((alias("send")));
