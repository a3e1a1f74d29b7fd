/* Calls that move bytes from one descriptor to another. */
#include "wrapper.h"

#include <sys/types.h>

WRAPPER ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
  return CALL(sendfile, SYS_sendfile, to, from, (long)offset, (long)count);
}

WRAPPER ssize_t sendfile64(int, int, off_t *, size_t) __attribute__((alias("sendfile")));

WRAPPER ssize_t splice(int from, off_t *from_offset, int to, off_t *to_offset, size_t count,
                       unsigned flags) {
  return CALL(splice, SYS_splice, from, (long)from_offset, to, (long)to_offset, (long)count,
              flags);
}
