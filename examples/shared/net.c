#define _GNU_SOURCE /* ppoll */
#include "net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static volatile sig_atomic_t stopping;
static sigset_t mask_while_waiting;

static int parse_address(const char *address, const char *port, struct sockaddr_in *result) {
  char *end;
  unsigned long number = strtoul(port, &end, 10);
  *result = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)number)};
  if (*end == '\0' && number > 0 && number <= 65535 &&
      inet_pton(AF_INET, address, &result->sin_addr) == 1) {
    return 0;
  }
  fprintf(stderr, "not an IPv4 address and a port: %s %s\n", address, port);
  return -1;
}

static int fail(int fd, const char *call) {
  perror(call);
  if (fd != -1) close(fd);
  return -1;
}

int listen_on(const char *port) {
  struct sockaddr_in address;
  if (parse_address("127.0.0.1", port, &address) == -1) return -1;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd == -1) return fail(fd, "socket");
  int on = 1;
  if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) return fail(fd, "setsockopt");
  if (bind(fd, (struct sockaddr *)&address, sizeof address) == -1) return fail(fd, "bind");
  if (listen(fd, 16) == -1) return fail(fd, "listen");
  return fd;
}

int connect_to(const char *address, const char *port) {
  struct sockaddr_in server;
  if (parse_address(address, port, &server) == -1) return -1;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd == -1) return fail(fd, "socket");
  if (connect(fd, (struct sockaddr *)&server, sizeof server) == -1) return fail(fd, "connect");
  return fd;
}

int send_all(int fd, const void *data, size_t length) {
  const char *next = data;
  while (length > 0) {
    ssize_t sent = send(fd, next, length, MSG_NOSIGNAL);
    if (sent == -1) return -1;
    next += sent;
    length -= (size_t)sent;
  }
  return 0;
}

static void on_sigterm(int number) {
  (void)number;
  stopping = 1;
}

void catch_sigterm(void) {
  struct sigaction action = {.sa_handler = on_sigterm};
  sigset_t sigterm;
  sigemptyset(&sigterm);
  sigaddset(&sigterm, SIGTERM);
  sigprocmask(SIG_BLOCK, &sigterm, &mask_while_waiting);
  sigdelset(&mask_while_waiting, SIGTERM);
  sigaction(SIGTERM, &action, NULL);
}

int wait_readable(struct pollfd *fds, nfds_t count) {
  while (!stopping) {
    int ready = ppoll(fds, count, NULL, &mask_while_waiting);
    if (ready > 0) return ready;
    if (ready == -1 && errno != EINTR) {
      perror("ppoll");
      return 0;
    }
  }
  return 0;
}
