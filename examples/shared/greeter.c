/* Greets whoever connects, one after the other, until SIGTERM. */
#include "net.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char greeting[] = "hello\n";

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: server PORT\n");
    return 2;
  }
  catch_sigterm();
  int listener = listen_on(argv[1]);
  if (listener == -1) return 1;
  struct pollfd waiting = {.fd = listener, .events = POLLIN};
  while (wait_readable(&waiting, 1) > 0) {
    int fd = accept(listener, NULL, NULL);
    if (fd == -1) continue;
    send_all(fd, greeting, strlen(greeting));
    close(fd);
  }
  return 0;
}
