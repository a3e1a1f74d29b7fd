#define _GNU_SOURCE /* struct mmsghdr */
#include "sent-messages.h"

#include <sys/socket.h>

#include "call-amounts.h"
#include "own-memory.h"
#include "raw-call.h"
#include "watched-socket.h"

/* Where the call has its flags; 0 where it has none. */
static int flags_argument(uint32_t number) {
  switch (number) {
    case SYS_sendto:
    case SYS_sendmmsg:
      return 3;
    case SYS_sendmsg:
      return 2;
    default:
      return 0;
  }
}

void send_again(const struct call *call) {
  long args[6];
  int flags = flags_argument(call->number);
  /* To send again would fetch the news that nobody is there in place of the program. */
  if (has_error(call->fd)) return;
  for (int i = 0; i < 6; i++) args[i] = call->args[i];
  if (flags > 0) args[flags] |= MSG_DONTWAIT;
  if (call->number == SYS_sendmmsg) args[2] = 1;
  raw_call6(call->number, args[0], args[1], args[2], args[3], args[4], args[5]);
}

void tell_lengths(const struct call *call) {
  struct mmsghdr *messages = (struct mmsghdr *)call->args[1];
  for (long i = 0; i < call->result; i++) {
    struct mmsghdr message;
    if (copy_in(&message, (uint64_t)&messages[i], sizeof message) != sizeof message) return;
    const struct msghdr *header = &message.msg_hdr;
    uint32_t length = (uint32_t)bytes_of_parts((uint64_t)header->msg_iov, header->msg_iovlen);
    copy_out((uint64_t)&messages[i].msg_len, &length, sizeof length);
  }
}
