#include "guest-mounts.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest-log.h"

struct file_system {
  const char *type, *at, *options;
};

static const struct file_system file_systems[] = {
  {"proc", "/proc", ""},
  {"sysfs", "/sys", ""},
  {"tracefs", "/sys/kernel/tracing", ""},
  {"devtmpfs", "/dev", "mode=0755"},
  {"devpts", "/dev/pts", "mode=0620,ptmxmode=0666"},
  {"tmpfs", "/dev/shm", "mode=1777"},
  {"tmpfs", "/tmp", "mode=1777"},
  {"tmpfs", "/run", "mode=0755"},
};

static const char *const links[][2] = {
  {"/proc/self/fd", "/dev/fd"},
  {"/proc/self/fd/0", "/dev/stdin"},
  {"/proc/self/fd/1", "/dev/stdout"},
  {"/proc/self/fd/2", "/dev/stderr"},
};

/* The last two are for output and core files of programs that run as anybody. */
static const char *const directories[] = {"/run/chokepoint", "/run/chokepoint/out",
                                          "/run/chokepoint/cores"};

/* The image has files of programs that run below /tmp; an own file system would cover them. */
static int is_used(const char *at) {
  return strcmp(at, "/tmp") == 0 && rmdir(at) == -1 && errno == ENOTEMPTY;
}

static void mount_at(const struct file_system *system) {
  if (is_used(system->at)) return;
  if (mkdir(system->at, 0755) == -1 && errno != EEXIST) complain("make", system->at);
  if (mount(system->type, system->at, system->type, 0, system->options) == -1 && errno != EBUSY)
    complain("mount", system->at);
}

void mount_file_systems(void) {
  for (size_t i = 0; i < sizeof file_systems / sizeof *file_systems; i++)
    mount_at(&file_systems[i]);
  for (size_t i = 0; i < sizeof links / sizeof *links; i++)
    if (symlink(links[i][0], links[i][1]) == -1 && errno != EEXIST) complain("link", links[i][1]);
  for (size_t i = 0; i < sizeof directories / sizeof *directories; i++)
    if (mkdir(directories[i], 0755) == -1) complain("make", directories[i]);
  if (chmod("/run/chokepoint/cores", 01777) == -1) complain("open up", "/run/chokepoint/cores");
}
