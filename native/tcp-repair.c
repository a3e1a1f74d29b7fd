#include "tcp-repair.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "raw-call.h"
#include "watched-socket.h"

/* What the kernel takes at once is a stretch of pages: a long queue goes in pieces. */
#define PIECE (1 << 15)

uint32_t tcp_option(int fd, int name) {
  uint32_t value = 0;
  socklen_t length = sizeof value;
  raw_call5(SYS_getsockopt, fd, IPPROTO_TCP, name, &value, &length);
  return value;
}

void set_tcp_bytes(int fd, int name, const void *bytes, uint32_t length) {
  raw_call5(SYS_setsockopt, fd, IPPROTO_TCP, name, bytes, length);
}

void set_tcp_option(int fd, int name, uint32_t value) {
  set_tcp_bytes(fd, name, &value, sizeof value);
}

int begin_repair(int fd, int *reuses) {
  int on = TCP_REPAIR_ON;
  *reuses = socket_option(fd, SO_REUSEADDR);
  return raw_call5(SYS_setsockopt, fd, IPPROTO_TCP, TCP_REPAIR, &on, sizeof on) == 0;
}

/* It ends with SO_REUSEADDR off; and, so, without a question for the other end's window. */
void end_repair(int fd, int reuses) {
  set_tcp_option(fd, TCP_REPAIR, (uint32_t)TCP_REPAIR_OFF_NO_WP);
  if (reuses > 0)
    raw_call5(SYS_setsockopt, fd, SOL_SOCKET, SO_REUSEADDR, &reuses, sizeof reuses);
}

uint32_t end_of_queue(int fd, int queue) {
  set_tcp_option(fd, TCP_REPAIR_QUEUE, (uint32_t)queue);
  return tcp_option(fd, TCP_QUEUE_SEQ);
}

void set_end_of_queue(int fd, int queue, uint32_t sequence) {
  set_tcp_option(fd, TCP_REPAIR_QUEUE, (uint32_t)queue);
  set_tcp_option(fd, TCP_QUEUE_SEQ, sequence);
}

void fill_received(int fd, const uint8_t *bytes, uint32_t count) {
  set_tcp_option(fd, TCP_REPAIR_QUEUE, TCP_RECV_QUEUE);
  for (uint32_t at = 0; at < count; at += PIECE) {
    uint32_t length = count - at < PIECE ? count - at : PIECE;
    raw_call6(SYS_sendto, fd, (long)(bytes + at), length, 0, 0, 0);
  }
}
