#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

#include <linux/tcp.h>

#include "network-events.h"
#include "own-memory.h"
#include "raw-call.h"
#include "watched-socket.h"

#define MOST_KEPT (1 << 20)

static uint8_t *bytes;

static long set_option(int fd, int level, int name, int value) {
  return raw_call5(SYS_setsockopt, fd, level, name, &value, sizeof value);
}

static uint32_t take(int fd, uint8_t *to, uint32_t most) {
  long count = raw_call6(SYS_recvfrom, fd, (long)to, most, MSG_DONTWAIT, 0, 0);
  return count > 0 ? (uint32_t)count : 0;
}

static uint32_t take_all(int fd, uint32_t most) {
  uint32_t taken = 0, step;
  while (bytes != NULL && taken < most && (step = take(fd, bytes + taken, most - taken)) > 0) taken += step;
  return taken;
}

/* In repair mode what is sent lands in the socket's own queue, behind all that had arrived. */
static void put_back(int fd, uint32_t count) {
  int reuses = socket_option(fd, SO_REUSEADDR);
  if (set_option(fd, IPPROTO_TCP, TCP_REPAIR, 1) != 0) return;
  set_option(fd, IPPROTO_TCP, TCP_REPAIR_QUEUE, TCP_RECV_QUEUE);
  raw_call6(SYS_sendto, fd, (long)bytes, count, 0, 0, 0);
  set_option(fd, IPPROTO_TCP, TCP_REPAIR, TCP_REPAIR_OFF_NO_WP);
  if (reuses == 1) set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1);
}

void discard_queue(int fd, uint32_t keep) {
  if (bytes == NULL) bytes = new_memory(MOST_KEPT);
  uint32_t kept = take_all(fd, keep < MOST_KEPT ? keep : MOST_KEPT);
  uint8_t dropped[4096];
  while (take(fd, dropped, sizeof dropped) > 0) continue;
  if (kept > 0) put_back(fd, kept);
}

void clear_error(int fd) { socket_option(fd, SO_ERROR); }

/* To set these options, even to what they are, wakes whoever waits for data, or for room. */
void notify_waiters(int fd) {
  int room = 0;
  socklen_t length = sizeof room;
  set_option(fd, SOL_SOCKET, SO_RCVLOWAT, socket_option(fd, SO_RCVLOWAT));
  if (raw_call5(SYS_getsockopt, fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &room, &length) == 0)
    set_option(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, room);
}
