/*
 * Alphabet server: the client sends a number as a line of text, the answer is that letter, one
 * byte. One client at a time, any number of questions per client. Ends on SIGTERM.
 */
#include "../shared/net.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 16 };

/* Receives a line without its end; -1 when there is none, for whatever reason. */
static int receive_line(int fd, char line[LINE_MAX_BYTES]) {
  size_t length = 0;
  while (length < LINE_MAX_BYTES) {
    struct pollfd client = {.fd = fd, .events = POLLIN};
    if (wait_readable(&client, 1) == 0) return -1;
    ssize_t received = recv(fd, line + length, LINE_MAX_BYTES - length, 0);
    if (received == -1) perror("recv");
    if (received <= 0) return -1;
    length += (size_t)received;
    char *end = memchr(line, '\n', length);
    if (end != NULL) {
      *end = '\0';
      return 0;
    }
  }
  fprintf(stderr, "server: the line is too long\n");
  return -1;
}

static char nth_letter(const char *line) {
  char *end;
  long n = strtol(line, &end, 10);
  return *end == '\0' && n >= 1 && n <= 26 ? (char)('a' + n - 1) : '?';
}

static void serve(int fd) {
  char line[LINE_MAX_BYTES];
  while (receive_line(fd, line) == 0) {
    char letter = nth_letter(line);
    if (send_all(fd, &letter, 1) == -1) {
      perror("send");
      return;
    }
  }
}

static void serve_next(int listener) {
  int fd = accept(listener, NULL, NULL);
  if (fd == -1) {
    perror("accept"); /* this client is lost; the next one need not be */
    return;
  }
  serve(fd);
  close(fd);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s PORT\n", argv[0]);
    return 2;
  }
  catch_sigterm();
  struct pollfd listener = {.fd = listen_on(argv[1]), .events = POLLIN};
  if (listener.fd == -1) return 1;
  while (wait_readable(&listener, 1) > 0) serve_next(listener.fd);
  close(listener.fd);
  return 0;
}
