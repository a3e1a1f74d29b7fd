#include "named-address.h"

#include <sys/socket.h>

#include "channel.h"
#include "own-memory.h"
#include "raw-call.h"

static uint32_t copy_address(uint8_t *to, uint64_t from, uint64_t length) {
  if (from == 0) return 0;
  return copy_in(to, from, length < ADDRESS_BYTES ? (uint32_t)length : ADDRESS_BYTES);
}

static uint32_t address_of_message(uint8_t *to, uint64_t message) {
  struct msghdr header;
  if (copy_in(&header, message, sizeof header) != sizeof header) return 0;
  return copy_address(to, (uint64_t)header.msg_name, header.msg_namelen);
}

uint32_t named_address(const struct call *call, uint8_t *to) {
  const long *args = call->args;
  switch (call->number) {
    case SYS_connect:
    case SYS_bind:
      return copy_address(to, (uint64_t)args[1], (uint32_t)args[2]);
    case SYS_sendto:
      return copy_address(to, (uint64_t)args[4], (uint32_t)args[5]);
    case SYS_sendmsg:
      return address_of_message(to, (uint64_t)args[1]);
    default:
      return 0;
  }
}
