/* Says WORD to the server and prints what it says back. Exit 0: it did; 1: the network failed. */
#include "../shared/net.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: client ADDRESS PORT WORD\n");
    return 2;
  }
  char answer[256];
  int fd = connect_to(argv[1], argv[2]);
  if (fd == -1) return 1;
  if (send_all(fd, argv[3], strlen(argv[3])) == -1) return 1;
  if (shutdown(fd, SHUT_WR) == -1) return 1;
  ssize_t length = recv(fd, answer, sizeof answer, 0);
  if (length <= 0) return 1;
  printf("%.*s\n", (int)length, answer);
  return close(fd) == 0 ? 0 : 1;
}
