#include "limited-call.h"

#include <stddef.h>
#include <sys/socket.h>

#include "own-memory.h"
#include "raw-call.h"

/* Where a call has its plain count; -1 where it has none. */
static int count_argument(uint32_t number) {
  switch (number) {
    case SYS_read:
    case SYS_write:
    case SYS_recvfrom:
    case SYS_sendto:
    case SYS_recvmmsg:
    case SYS_sendmmsg:
      return 2;
    case SYS_sendfile:
      return 3;
    case SYS_splice:
      return 4;
    default:
      return -1;
  }
}

/* A copy of the parts up to so many bytes; to be given back. */
struct parts {
  struct iovec *list;
  uint64_t bytes; /* of the list */
  size_t count;
};

static struct parts limited_parts(uint64_t from, size_t count, uint64_t limit) {
  struct parts parts = {NULL, count * sizeof *parts.list, 0};
  parts.list = new_memory(parts.bytes);
  if (parts.list == NULL || copy_in(parts.list, from, (uint32_t)parts.bytes) != parts.bytes)
    return parts;
  for (; parts.count < count && limit > 0; limit -= parts.list[parts.count++].iov_len)
    if (parts.list[parts.count].iov_len > limit) parts.list[parts.count].iov_len = limit;
  return parts;
}

static long make_with_parts(enum real_call real, const struct call *call) {
  struct call changed = *call;
  struct parts parts = limited_parts((uint64_t)call->args[1], (size_t)call->args[2],
                                     (uint64_t)call->argument);
  changed.args[1] = (long)parts.list;
  changed.args[2] = (long)parts.count;
  long result = make_real_call(real, parts.count == 0 ? call : &changed);
  give_memory_back(parts.list, parts.bytes);
  return result;
}

/* What recvmsg(2) tells in the header goes to the program's own. */
static long make_with_message(enum real_call real, const struct call *call) {
  struct call changed = *call;
  struct msghdr message, *own = (struct msghdr *)call->args[1];
  if (copy_in(&message, (uint64_t)own, sizeof message) != sizeof message)
    return make_real_call(real, call);
  struct parts parts = limited_parts((uint64_t)message.msg_iov, message.msg_iovlen,
                                     (uint64_t)call->argument);
  if (parts.count == 0) return make_real_call(real, call);
  message.msg_iov = parts.list;
  message.msg_iovlen = parts.count;
  changed.args[1] = (long)&message;
  long result = make_real_call(real, &changed);
  give_memory_back(parts.list, parts.bytes);
  if (call->number != SYS_recvmsg || result < 0) return result;
  own->msg_namelen = message.msg_namelen;
  own->msg_controllen = message.msg_controllen;
  own->msg_flags = message.msg_flags;
  return result;
}

long make_limited_call(enum real_call real, const struct call *call) {
  struct call changed = *call;
  uint32_t number = call->number;
  if (number == SYS_readv || number == SYS_writev) return make_with_parts(real, call);
  if (number == SYS_recvmsg || number == SYS_sendmsg) return make_with_message(real, call);
  int at = count_argument(number);
  if (at != -1 && (uint64_t)call->argument < (uint64_t)call->args[at])
    changed.args[at] = call->argument;
  return make_real_call(real, &changed);
}
