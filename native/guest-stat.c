#include "guest-stat.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define KERNEL_PARENT 2 /* the process that is the parent of all threads of the kernel */

/* The fields from the third on: the second is a name that may hold anything, in parentheses. */
static const char *read_stat(pid_t pid, char *text, size_t size) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd == -1) return NULL;
  ssize_t length = read(fd, text, size - 1);
  close(fd);
  text[length > 0 ? length : 0] = '\0';
  const char *end = strrchr(text, ')');
  return end == NULL ? NULL : end + 1;
}

int is_kernel_thread(pid_t pid) {
  char text[1024];
  int parent = 0;
  const char *fields = read_stat(pid, text, sizeof text);
  if (fields == NULL || sscanf(fields, " %*c %d", &parent) != 1) return 0;
  return pid == KERNEL_PARENT || parent == KERNEL_PARENT;
}

uint64_t process_time_ms(pid_t pid) {
  char text[1024];
  unsigned long own[2], of_children[2];
  const char *fields = read_stat(pid, text, sizeof text);
  static const char format[] =
    " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %lu %lu"; /* the 14th to the 17th */
  if (fields == NULL) return 0;
  if (sscanf(fields, format, &own[0], &own[1], &of_children[0], &of_children[1]) != 4) return 0;
  unsigned long ticks = own[0] + own[1] + of_children[0] + of_children[1];
  return (uint64_t)ticks * 1000 / (uint64_t)sysconf(_SC_CLK_TCK);
}
