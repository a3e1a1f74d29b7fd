#include "code-maps.h"

#include <fcntl.h>
#include <string.h>

#include "raw-call.h"

/* "7ffff7dd0000-7ffff7df6000 r-xp 00001000 00:02 42    /lib/ld.so" */
static int is_code_of_file(const char *line, const char *end) {
  const char *access = memchr(line, ' ', (size_t)(end - line));
  if (access == NULL || end - access < 5 || access[3] != 'x') return 0;
  return memchr(line, '/', (size_t)(end - line)) != NULL;
}

/* Keeps the lines that matter, in place, and what follows the last whole line. */
static uint32_t keep_code(char *text, uint32_t from, uint32_t *length) {
  char *line = text + from, *last = text + *length, *end;
  for (; (end = memchr(line, '\n', (size_t)(last - line))) != NULL; line = end + 1) {
    size_t size = (size_t)(end + 1 - line);
    if (!is_code_of_file(line, end)) continue;
    memmove(text + from, line, size);
    from += (uint32_t)size;
  }
  memmove(text + from, line, (size_t)(last - line));
  *length = from + (uint32_t)(last - line);
  return from;
}

uint32_t read_code_maps(char *to, uint32_t room) {
  long fd = raw_call4(SYS_openat, AT_FDCWD, "/proc/self/maps", O_RDONLY | O_CLOEXEC, 0);
  uint32_t kept = 0, length = 0;
  for (;;) {
    long count = raw_call3(SYS_read, fd, to + length, room - length);
    if (count <= 0) break;
    length += (uint32_t)count;
    kept = keep_code(to, kept, &length);
  }
  raw_call1(SYS_close, fd);
  return kept;
}
