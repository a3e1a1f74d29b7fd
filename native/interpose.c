/*
 * The library that is loaded into the programs under test, and into the guest's first process.
 * A preloaded library's constructor is the last to run before the program's own code, so calls
 * of the loader and of other libraries' constructors are not asked about.
 */
#include <fcntl.h>
#include <stddef.h>

#include "doorbell.h"
#include "guest-init.h"
#include "raw-call.h"
#include "real-calls.h"
#include "stream-calls.h"

static long open_file(const char *path) {
  return raw_call4(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
}

__attribute__((constructor)) static void begin(void) {
  find_real_calls();
  long fd = open_file(CHANNEL_FILE);
  if (fd < 0 && raw_call0(SYS_getpid) == 1) be_init();
  if (fd < 0) return;
  open_channel((int)fd);
  raw_call1(SYS_close, fd);
  if (channel != NULL) wrap_stream_calls();
}
