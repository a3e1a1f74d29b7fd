#include "loads.h"

#include <fcntl.h>

#include "raw-call.h"

#define TEXT_BYTES 64

long open_loads(void) {
  return raw_call4(SYS_openat, AT_FDCWD, "/proc/loadavg", O_RDONLY | O_CLOEXEC, 0);
}

void close_loads(long loads) { raw_call1(SYS_close, loads); }

/* Where the slash stands; 0 for nowhere. */
static long find_slash(long loads, char *text) {
  long length = raw_call4(SYS_pread64, loads, text, TEXT_BYTES - 1, 0);
  text[length > 0 ? length : 0] = '\0';
  for (long i = 2; i < length; i++)
    if (text[i] == '/') return i;
  return 0;
}

int is_alone(long loads) {
  char text[TEXT_BYTES];
  long slash = find_slash(loads, text);
  return slash == 0 || (text[slash - 1] == '1' && text[slash - 2] == ' ');
}

long last_process(long loads) {
  char text[TEXT_BYTES];
  long slash = find_slash(loads, text), number = 0;
  if (slash == 0) return 0;
  const char *digit = text + slash;
  while (*digit != ' ' && *digit != '\0') digit++;
  while (*++digit >= '0' && *digit <= '9') number = number * 10 + *digit - '0';
  return number;
}
