#include "call-facts.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "call-amounts.h"
#include "named-address.h"
#include "raw-call.h"
#include "signal-handlers.h"
#include "watched-socket.h"

static int is_nonblocking(int fd) {
  long flags = raw_call3(SYS_fcntl, fd, F_GETFL, 0);
  return flags >= 0 && (flags & O_NONBLOCK) != 0;
}

static uint32_t queued_bytes(int fd) {
  int count = 0;
  return raw_call3(SYS_ioctl, fd, FIONREAD, &count) == 0 ? (uint32_t)count : 0;
}

static uint64_t inode_of(int fd) {
  struct stat status;
  return raw_call2(SYS_fstat, fd, &status) == 0 ? status.st_ino : 0;
}

/* getsockname(2) and getpeername(2) say how long the address is, even where it does not fit. */
static uint32_t address_of(long number, int fd, uint8_t *to) {
  socklen_t length = ADDRESS_BYTES;
  if (raw_call3(number, fd, to, &length) != 0) return 0;
  return length < ADDRESS_BYTES ? length : ADDRESS_BYTES;
}

static void state_socket(struct request *request, int fd) {
  request->domain = socket_option(fd, SO_DOMAIN);
  request->type = socket_option(fd, SO_TYPE);
  request->is_nonblocking = (uint32_t)is_nonblocking(fd);
  request->is_listening = socket_option(fd, SO_ACCEPTCONN) == 1;
  request->queued = queued_bytes(fd);
  request->inode = inode_of(fd);
  request->has_receive_limit = time_limit_ms(fd, SO_RCVTIMEO) > 0;
  request->has_send_limit = time_limit_ms(fd, SO_SNDTIMEO) > 0;
  if (request->type == SOCK_DGRAM && request->domain != AF_UNIX)
    request->datagrams = waiting_datagrams(fd, request->queued);
  request->local_length = address_of(SYS_getsockname, fd, request->local);
  request->peer_length = address_of(SYS_getpeername, fd, request->peer);
}

void state_call(struct request *request, const struct call *call) {
  size_t kept = offsetof(struct request, pid);
  memset((char *)request + kept, 0, sizeof *request - kept);
  request->pid = (int32_t)raw_call0(SYS_getpid);
  request->tid = (int32_t)raw_call0(SYS_gettid);
  request->number = call->number;
  request->handlers = installed_handlers();
  request->asked = bytes_of_call(call);
  memcpy(request->args, call->args, sizeof request->args);
  request->named_length = named_address(call, request->named);
  if (call->fd != -1) state_socket(request, call->fd);
}
