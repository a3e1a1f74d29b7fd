#include "guest-ports.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LISTENING 0x0a

/* "   0: 0100007F:1F90 00000000:0000 0A ..." */
static int say_port(struct text *text, const char *line) {
  unsigned port, state;
  if (sscanf(line, " %*d: %*[0-9A-F]:%x %*[0-9A-F]:%*x %x", &port, &state) != 2) return 1;
  if (state == LISTENING) add_line(text, "listen %u", port);
  return state == LISTENING;
}

/* Those that listen stand first, and are not so many that one page would not hold them. */
static void say_ports_of(struct text *text, const char *path) {
  char table[8192], *rest;
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd == -1) return;
  ssize_t length = read(fd, table, sizeof table - 1);
  close(fd);
  table[length > 0 ? length : 0] = '\0';
  for (char *line = strtok_r(table, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
    if (!say_port(text, line)) return;
}

/* Where nothing has run the list is as it was; it takes the kernel long. */
void say_ports(struct text *text, uint64_t activity) {
  static char kept[16384];
  static struct text list = {kept, sizeof kept, 0};
  static uint64_t kept_for = UINT64_MAX;
  if (activity != kept_for) {
    list.length = 0;
    say_ports_of(&list, "/proc/net/tcp");
    say_ports_of(&list, "/proc/net/tcp6");
  }
  kept_for = activity;
  add_text(text, &list);
}
