/*
 * Requests the given paths on one connection, one after the other, and checks that each is
 * answered completely with 200. Exit 0: all were; 1: the network failed; 2: another answer.
 */
#define _GNU_SOURCE /* memmem */
#include "../shared/net.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct response {
  char text[8192];
  size_t length;
};

static int request(int fd, const char *path, bool last) {
  char text[512];
  int length = snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n", path,
                        last ? "Connection: close\r\n" : "");
  if (length >= (int)sizeof text) {
    fprintf(stderr, "client: the path is too long\n");
    return 2;
  }
  if (send_all(fd, text, (size_t)length) == 0) return 0;
  perror("send");
  return 1;
}

static int receive_more(int fd, struct response *response) {
  ssize_t received = recv(fd, response->text + response->length,
                          sizeof response->text - 1 - response->length, 0);
  if (received == -1) perror("recv");
  if (received == 0) fprintf(stderr, "client: the answer ended early\n");
  if (received <= 0) return 1;
  response->length += (size_t)received;
  response->text[response->length] = '\0';
  return 0;
}

/* The length of head and body; 0 while the head is incomplete. */
static size_t full_length(const struct response *response) {
  const char *end = memmem(response->text, response->length, "\r\n\r\n", 4);
  const char *header = strstr(response->text, "Content-Length: ");
  if (end == NULL || header == NULL) return 0;
  return (size_t)(end - response->text) + 4 +
         strtoul(header + strlen("Content-Length: "), NULL, 10);
}

static int receive(int fd, struct response *response) {
  size_t wanted = 0;
  response->length = 0;
  while (wanted == 0 || response->length < wanted) {
    int result = receive_more(fd, response);
    if (result != 0) return result;
    wanted = full_length(response);
  }
  return response->length == wanted ? 0 : 2;
}

static int fetch(int fd, const char *path, bool last) {
  struct response response;
  int result = request(fd, path, last);
  if (result == 0) result = receive(fd, &response);
  if (result != 0) return result;
  printf("%s: %.12s, %zu bytes\n", path, response.text, response.length);
  return strncmp(response.text, "HTTP/1.1 200", 12) == 0 ? 0 : 2;
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: %s ADDRESS PORT PATH...\n", argv[0]);
    return 2;
  }
  int fd = connect_to(argv[1], argv[2]);
  if (fd == -1) return 1;
  int result = 0;
  for (int i = 3; i < argc && result == 0; i++) result = fetch(fd, argv[i], i == argc - 1);
  close(fd);
  return result;
}
