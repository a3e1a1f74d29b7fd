#define _GNU_SOURCE
#include "guest-settings.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "guest-log.h"

static const char *const settings[][2] = {
  /* No TIME_WAIT; all ports for all: as in a sealed world. */
  {"/proc/sys/net/ipv4/tcp_max_tw_buckets", "0"},
  {"/proc/sys/net/ipv4/ip_unprivileged_port_start", "0"},
  {"/proc/sys/kernel/randomize_va_space", "0"},
  {"/proc/sys/kernel/core_pattern", "/run/chokepoint/cores/%P.%s"},
  /* The channel's pages stay where the controller was told they are. */
  {"/proc/sys/vm/compact_unevictable_allowed", "0"},
};

static void set(const char *path, const char *value) {
  size_t length = strlen(value);
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd == -1 || write(fd, value, length) != (ssize_t)length) complain("set", path);
  if (fd != -1) close(fd);
}

/* The kernel command line may give a host name. */
static void set_host_name(void) {
  static const char key[] = "chokepoint.host=";
  char text[4096] = "";
  int fd = open("/proc/cmdline", O_RDONLY | O_CLOEXEC);
  if (fd == -1) return complain("open", "/proc/cmdline");
  ssize_t length = read(fd, text, sizeof text - 1);
  close(fd);
  if (length > 0) text[length] = '\0';
  char *name = strstr(text, key);
  if (name == NULL) return;
  name += sizeof key - 1;
  if (sethostname(name, strcspn(name, " \n")) == -1) complain("set", "the host name");
}

void apply_settings(void) {
  for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
    set(settings[i][0], settings[i][1]);
  set_host_name();
}
