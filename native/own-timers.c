#include "own-timers.h"

#include <stddef.h>
#include <sys/time.h>
#include <time.h>

#include "raw-call.h"

/* Both are numbered from 0 on, and asking for one that is not there does no harm. */
#define MOST_FILES 256
#define MOST_TIMERS 64

static void take_earlier(int64_t *first, int64_t ms) {
  if (ms > 0 && (*first == 0 || ms < *first)) *first = ms;
}

static int64_t left_of(long number, long timer) {
  struct itimerspec setting;
  if (raw_call2(number, timer, &setting) != 0) return 0;
  return setting.it_value.tv_sec * 1000 + (setting.it_value.tv_nsec + 999999) / 1000000;
}

int64_t next_timer_ms(void) {
  struct itimerval alarm = {{0, 0}, {0, 0}};
  int64_t first = 0;
  raw_call2(SYS_getitimer, ITIMER_REAL, &alarm);
  take_earlier(&first, alarm.it_value.tv_sec * 1000 + (alarm.it_value.tv_usec + 999) / 1000);
  for (long i = 0; i < MOST_TIMERS; i++) take_earlier(&first, left_of(SYS_timer_gettime, i));
  for (long fd = 0; fd < MOST_FILES; fd++) take_earlier(&first, left_of(SYS_timerfd_gettime, fd));
  return first;
}
