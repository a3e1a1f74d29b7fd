/* server PORT: greets everybody who connects. Ends on SIGTERM. */
#include "../shared/net.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void greet_next(int listener) {
  static const char greeting[] = "hello\n";
  int fd = accept(listener, NULL, NULL);
  if (fd == -1) {
    perror("accept");
    return;
  }
  if (send_all(fd, greeting, strlen(greeting)) == -1) perror("send");
  close(fd);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: server PORT\n");
    return 2;
  }
  int listener = listen_on(argv[1]);
  if (listener == -1) return 1;
  catch_sigterm();
  struct pollfd clients = {.fd = listener, .events = POLLIN};
  while (wait_readable(&clients, 1) > 0) greet_next(listener);
  close(listener);
  return 0;
}
