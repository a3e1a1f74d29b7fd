/*
 * Sends each given word on a connection of its own and prints the answer. Exit 0: all were
 * answered with the word in capitals; 1: the network failed; 2: another answer came.
 */
#include "../shared/net.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

/* Receives until the server closes the connection. */
static int receive(int fd, char *text, size_t size) {
  size_t length = 0;
  while (length < size - 1) {
    ssize_t received = recv(fd, text + length, size - 1 - length, 0);
    if (received == -1) {
      perror("recv");
      return 1;
    }
    if (received == 0) break;
    length += (size_t)received;
  }
  text[length] = '\0';
  return 0;
}

static int converse(int fd, const char *word) {
  char text[256];
  int length = snprintf(text, sizeof text, "%s\n", word);
  if (length >= (int)sizeof text) return 2;
  if (send_all(fd, text, (size_t)length) == -1) {
    perror("send");
    return 1;
  }
  if (receive(fd, text, sizeof text) != 0) return 1;
  if (text[0] == '\0') {
    fprintf(stderr, "client: no answer\n");
    return 1;
  }
  printf("%s -> %s", word, text);
  return strncasecmp(text, word, strlen(word)) == 0 ? 0 : 2;
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: %s ADDRESS PORT WORD...\n", argv[0]);
    return 2;
  }
  for (int i = 3; i < argc; i++) {
    int fd = connect_to(argv[1], argv[2]);
    if (fd == -1) return 1;
    int result = converse(fd, argv[i]);
    close(fd);
    if (result != 0) return result;
  }
  return 0;
}
