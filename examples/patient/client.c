/*
 * Asks a server for its greeting and prints it. After an attempt that fails it waits and tries
 * again, for ever: `client ADDRESS PORT` a second each time, with `backoff` 1, 2, 4 and so on up to
 * 60 seconds; with `counting` it counts how often it had to. Exit 0: greeted.
 *
 * Nothing is to be found: what matters is that all of it can be explored.
 */
#include "../shared/net.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const unsigned longest_pause = 60;
static unsigned failures;

static int ask(const char *address, const char *port) {
  char text[64];
  int fd = connect_to(address, port);
  if (fd == -1) return -1;
  ssize_t length = recv(fd, text, sizeof text, MSG_WAITALL);
  close(fd);
  if (length <= 0) return -1;
  fwrite(text, 1, (size_t)length, stdout);
  return 0;
}

static unsigned twice(unsigned pause) {
  return pause * 2 < longest_pause ? pause * 2 : longest_pause;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: client ADDRESS PORT [backoff | counting]\n");
    return 2;
  }
  const char *how = argc > 3 ? argv[3] : "";
  unsigned pause = 1;
  while (ask(argv[1], argv[2]) == -1) {
    fprintf(stderr, "client: again in %u s\n", pause);
    sleep(pause);
    if (strcmp(how, "backoff") == 0) pause = twice(pause);
    if (strcmp(how, "counting") == 0) failures++;
  }
  return 0;
}
