#include "thread-life.h"

#include <errno.h>
#include <fcntl.h>

#include "raw-call.h"

#define TEXT_BYTES 128

/* "/proc/123/stat", without libc, as a signal handler may have been interrupted to come here. */
static void write_path(char *to, uint32_t tid) {
  char digits[10];
  int count = 0;
  for (const char *head = "/proc/"; *head != '\0'; head++) *to++ = *head;
  do digits[count++] = (char)('0' + tid % 10);
  while ((tid /= 10) != 0);
  while (count > 0) *to++ = digits[--count];
  for (const char *tail = "/stat"; *tail != '\0'; tail++) *to++ = *tail;
  *to = '\0';
}

/* "123 (a name) Z ...": what stands after the last parenthesis; 0 where it cannot be read. */
static char state_of(uint32_t tid) {
  char text[TEXT_BYTES], path[32];
  write_path(path, tid);
  long fd = raw_call4(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  long length = raw_call3(SYS_read, fd, text, sizeof text);
  raw_call1(SYS_close, fd);
  for (long i = length - 3; i >= 0; i--)
    if (text[i] == ')') return text[i + 2];
  return 0;
}

int is_alive(uint32_t tid) {
  if (raw_call2(SYS_tkill, tid, 0) == -ESRCH) return 0;
  char state = state_of(tid);
  return state != 'Z' && state != 'X';
}
