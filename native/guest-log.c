#define _GNU_SOURCE
#include "guest-log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void complain(const char *what, const char *about) {
  const char *name = strerrorname_np(errno);
  int fd = open("/dev/console", O_WRONLY | O_NOCTTY | O_CLOEXEC);
  if (fd == -1) return;
  dprintf(fd, "chokepoint: %s %s: %s\n", what, about, name == NULL ? "?" : name);
  close(fd);
}
