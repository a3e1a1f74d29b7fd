#include "call-amounts.h"

#include <linux/sock_diag.h>
#include <stddef.h>
#include <sys/socket.h>

#include "doorbell.h"
#include "own-memory.h"
#include "raw-call.h"
#include "watched-socket.h"

/* UIO_MAXIOV: more are refused. */
#define MOST_PARTS 1024
#define PARTS_AT_ONCE 16
/* What the kernel accounts for the smallest datagram (SKB_TRUESIZE in skbuff.h), or less. */
#define SMALLEST_BYTES 512

uint64_t bytes_of_parts(uint64_t list, uint64_t count) {
  struct iovec parts[PARTS_AT_ONCE];
  uint64_t sum = 0;
  for (uint64_t done = 0; done < count && done < MOST_PARTS; done += PARTS_AT_ONCE) {
    uint32_t here = count - done < PARTS_AT_ONCE ? (uint32_t)(count - done) : PARTS_AT_ONCE;
    uint32_t length = here * (uint32_t)sizeof *parts;
    if (copy_in(parts, list + done * sizeof *parts, length) != length) return sum;
    for (uint32_t i = 0; i < here; i++) sum += parts[i].iov_len;
  }
  return sum;
}

static uint64_t bytes_of_message(uint64_t at) {
  struct msghdr message;
  if (copy_in(&message, at, sizeof message) != sizeof message) return 0;
  return bytes_of_parts((uint64_t)message.msg_iov, message.msg_iovlen);
}

uint64_t bytes_of_call(const struct call *call) {
  switch (call->number) {
    case SYS_readv:
    case SYS_writev:
      return bytes_of_parts((uint64_t)call->args[1], (uint64_t)call->args[2]);
    case SYS_recvmsg:
    case SYS_sendmsg:
      return bytes_of_message((uint64_t)call->args[1]);
    default:
      return 0;
  }
}

static int peek_offset(int fd) {
  int offset = -1;
  socklen_t length = sizeof offset;
  raw_call5(SYS_getsockopt, fd, SOL_SOCKET, SO_PEEK_OFF, &offset, &length);
  return offset;
}

static void peek_from(int fd, int offset) {
  raw_call5(SYS_setsockopt, fd, SOL_SOCKET, SO_PEEK_OFF, &offset, sizeof offset);
}

/* With SO_PEEK_OFF each look begins behind the last (socket(7)); an empty one would be lost. */
static uint32_t look_at_all(int fd) {
  uint32_t count = 0;
  int flags = MSG_PEEK | MSG_DONTWAIT;
  int before = peek_offset(fd);
  peek_from(fd, 0);
  while (raw_call6(SYS_recvfrom, fd, (long)channel->data, DATA_BYTES, flags, 0, 0) >= 0) count++;
  peek_from(fd, before);
  return count;
}

uint32_t waiting_datagrams(int fd, uint32_t first_bytes) {
  uint32_t memory[SK_MEMINFO_VARS] = {0};
  socklen_t length = sizeof memory;
  if (raw_call5(SYS_getsockopt, fd, SOL_SOCKET, SO_MEMINFO, memory, &length) != 0)
    return first_bytes > 0;
  uint32_t taken = memory[SK_MEMINFO_RMEM_ALLOC];
  if (taken == 0) return 0;
  if (taken < 2 * SMALLEST_BYTES || first_bytes == 0) return 1;
  /* A call finds the error before them, and to look would take it away from the program. */
  return has_error(fd) ? 0 : look_at_all(fd);
}
