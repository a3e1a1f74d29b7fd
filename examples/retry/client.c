/*
 * Asks a server for its greeting and prints it. An attempt that fails is made again after a
 * pause, three attempts in all. Exit 0: greeted; 1: no attempt succeeded.
 *
 * To be found: the pauses are looked up by powers of two, and after the second failure in a row
 * there is none at that place.
 */
#define _POSIX_C_SOURCE 200809L /* nanosleep */
#include "../shared/net.h"

#include <assert.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const int attempts = 3;
static const int pauses_ms[] = {1, 2, 5};
static const int pauses = sizeof pauses_ms / sizeof *pauses_ms;

static void pause_after(int failures) {
  int which = (1 << failures) - 1;
  assert(which < pauses);
  struct timespec pause = {.tv_nsec = pauses_ms[which] * 1000000L};
  nanosleep(&pause, NULL);
}

/* The length of what was received; -1 after a message. */
static ssize_t receive(int fd, char *text, size_t size) {
  ssize_t length = recv(fd, text, size, MSG_WAITALL);
  if (length == -1) perror("client: recv");
  return length;
}

static int ask(const char *address, const char *port) {
  char text[64];
  int fd = connect_to(address, port);
  if (fd == -1) return -1;
  ssize_t length = receive(fd, text, sizeof text);
  close(fd);
  if (length <= 0) return -1;
  fwrite(text, 1, (size_t)length, stdout);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: client ADDRESS PORT\n");
    return 2;
  }
  for (int failures = 0; failures < attempts; failures++) {
    if (failures > 0) pause_after(failures);
    if (ask(argv[1], argv[2]) == 0) return 0;
  }
  fprintf(stderr, "client: giving up\n");
  return 1;
}
