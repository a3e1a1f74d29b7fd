#include "delay.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>

#include "doorbell.h"
#include "own-timers.h"
#include "raw-call.h"
#include "watched-socket.h"

#define HIGH_DESCRIPTOR 512
#define LATER_MS 10

static int receives(const struct call *call) {
  switch (call->number) {
    case SYS_read:
    case SYS_readv:
    case SYS_recvfrom:
    case SYS_recvmsg:
    case SYS_recvmmsg:
    case SYS_accept:
    case SYS_accept4:
      return 1;
    default:
      return 0;
  }
}

/* Out of the way of the descriptors that the program makes meanwhile. */
static long new_timer(void) {
  long made = raw_call2(SYS_timerfd_create, CLOCK_MONOTONIC, TFD_CLOEXEC);
  long moved = raw_call3(SYS_fcntl, made, F_DUPFD_CLOEXEC, HIGH_DESCRIPTOR);
  if (moved < 0) return made;
  raw_call1(SYS_close, made);
  return moved;
}

/* Nobody runs meanwhile; that is no hang before this is over, or a timer has interrupted it. */
static void tell_end(int64_t ms) {
  struct timespec now;
  raw_call2(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
  int64_t end = now.tv_sec * 1000 + now.tv_nsec / 1000000 + ms;
  if (channel->delayed_until_ms < end) channel->delayed_until_ms = end;
}

/*
 * Reading a timer is, like a call on a socket, made again after a signal whose handler says
 * SA_RESTART, and then waits for the rest of the time only. One that never goes off waits for
 * ever.
 */
static long wait_for(int64_t ms) {
  struct itimerspec time = {{0, 0}, {ms / 1000, ms % 1000 * 1000000}};
  uint64_t expirations;
  long timer = new_timer();
  tell_end(ms > 0 ? ms : next_timer_ms());
  if (ms > 0) raw_call4(SYS_timerfd_settime, timer, 0, &time, NULL);
  long result = raw_call3(SYS_read, timer, &expirations, sizeof expirations);
  raw_call1(SYS_close, timer);
  return result;
}

/* A little longer than until the next timer of the process, or its own limit, has passed. */
static int64_t length_of(const struct delay *delay, int64_t limit) {
  int64_t next = delay->is_past_next_timer ? next_timer_ms() : 0;
  if (next > 0) return next + LATER_MS;
  return delay->is_past_next_timer && limit > 0 ? DELAY_FOR_EVER : delay->ms;
}

enum waited wait_before(struct call *call, const struct delay *delay) {
  int64_t limit = time_limit_ms(call->fd, receives(call) ? SO_RCVTIMEO : SO_SNDTIMEO);
  int64_t ms = length_of(delay, limit);
  int is_limited = limit > 0 && (ms == DELAY_FOR_EVER || limit < ms);
  long result = wait_for(is_limited ? limit : ms);
  if (result >= 0 && !is_limited) return TO_THE_END;
  int connects = call->number == SYS_connect;
  call->after.count = 0;
  call->result = result < 0 ? result : connects ? -EINPROGRESS : -EAGAIN;
  return CUT_SHORT;
}
