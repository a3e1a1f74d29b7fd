#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

#include "network-events.h"
#include "own-memory.h"
#include "raw-call.h"
#include "rebuilt-connection.h"
#include "tcp-repair.h"
#include "tcp-state.h"
#include "watched-socket.h"

#define MOST_KEPT (1 << 20)

static uint32_t take(int fd, uint8_t *to, uint32_t most) {
  long count = raw_call6(SYS_recvfrom, fd, (long)to, most, MSG_DONTWAIT, 0, 0);
  return count > 0 ? (uint32_t)count : 0;
}

uint32_t drain_stream(int fd, uint8_t *kept, uint32_t keep) {
  uint8_t lost[4096];
  uint32_t taken = 0, step;
  while (taken < keep && (step = take(fd, kept + taken, keep - taken)) > 0) taken += step;
  while (take(fd, lost, sizeof lost) > 0) continue;
  return taken;
}

static void put_back(int fd, const uint8_t *bytes, uint32_t count) {
  int reuses;
  if (count == 0 || !begin_repair(fd, &reuses)) return;
  fill_received(fd, bytes, count);
  end_repair(fd, reuses);
}

void discard_stream(int fd, uint32_t keep) {
  static uint8_t *bytes;
  if (bytes == NULL) bytes = new_memory(MOST_KEPT);
  if (bytes == NULL) return;
  if (keep > MOST_KEPT) keep = MOST_KEPT;
  if (tcp_state(fd) == CLOSE_WAIT) return rebuild_without_end(fd, bytes, keep);
  put_back(fd, bytes, drain_stream(fd, bytes, keep));
}

static void set_again(int fd, int level, int name) {
  int threshold;
  socklen_t length = sizeof threshold;
  if (raw_call5(SYS_getsockopt, fd, level, name, &threshold, &length) != 0) return;
  raw_call5(SYS_setsockopt, fd, level, name, &threshold, sizeof threshold);
}

/*
 * Whoever waits for news of a connection (epoll(7), edge-triggered) is told again what can be
 * read and written: the kernel looks when a threshold of it is set, also to what it is.
 */
void notify_stream(int fd) {
  set_again(fd, SOL_SOCKET, SO_RCVLOWAT);
  set_again(fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT);
}

/*
 * For AF_UNIX there is such a threshold only of what can be written: who waits for both is told.
 * The kernel doubles what is set (socket(7)).
 */
void notify_local(int fd) {
  int size = socket_option(fd, SO_SNDBUF) / 2, locks = socket_option(fd, SO_BUF_LOCK);
  if (size <= 0) return;
  if (raw_call5(SYS_setsockopt, fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size) != 0)
    raw_call5(SYS_setsockopt, fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  if (locks >= 0)
    raw_call5(SYS_setsockopt, fd, SOL_SOCKET, SO_BUF_LOCK, &locks, sizeof locks);
}
