/* client NAME PORT: asks the server of that name for a greeting, and prints it. */
#define _POSIX_C_SOURCE 200809L
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { line_max = 128, exit_failed = 1, exit_usage = 2 };

static struct addrinfo *look_up(const char *name, const char *port) {
  struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *found = NULL;
  if (getaddrinfo(name, port, &hints, &found) == EAI_NONAME) {
    fprintf(stderr, "%s: no such host\n", name);
    exit(exit_failed);
  }
  /* The mistake: there are other reasons to have found nothing. */
  return found;
}

static int try_address(const struct addrinfo *address) {
  int fd = socket(address->ai_family, address->ai_socktype, address->ai_protocol);
  if (fd < 0) return -1;
  if (connect(fd, address->ai_addr, address->ai_addrlen) == 0) return fd;
  close(fd);
  return -1;
}

/* The first address at which somebody is there. */
static int reach(const struct addrinfo *addresses) {
  const struct addrinfo *address = addresses;
  int fd = try_address(address);
  while (fd < 0 && address->ai_next != NULL) {
    address = address->ai_next;
    fd = try_address(address);
  }
  return fd;
}

static int print_greeting(int fd) {
  char line[line_max];
  ssize_t length = recv(fd, line, sizeof line, 0);
  if (length <= 0) return exit_failed;
  printf("%.*s", (int)length, line);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: client NAME PORT\n");
    return exit_usage;
  }
  struct addrinfo *addresses = look_up(argv[1], argv[2]);
  int fd = reach(addresses);
  freeaddrinfo(addresses);
  if (fd < 0) {
    perror(argv[1]);
    return exit_failed;
  }
  int status = print_greeting(fd);
  close(fd);
  return status;
}
