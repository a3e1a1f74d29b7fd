/*
 * Two users of the chat, Ann and Bob, played by one thread: each says something that the other
 * must receive, and both leave. Nobody does anything before the other has seen what came before,
 * so the server's calls have the same order each time.
 * Exit 0: all went well; 1: the network failed; 2: another line came than expected.
 */
#include "../shared/net.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct user {
  const char *name;
  int fd;
};

static int say(const struct user *user, const char *line) {
  char text[256];
  int length = snprintf(text, sizeof text, "%s\n", line);
  if (length < (int)sizeof text && send_all(user->fd, text, (size_t)length) == 0) return 0;
  perror("send");
  return 1;
}

/* Waits for the user's turn; 1 when the other one was sent something instead, or lost. */
static int wait_for(const struct user *user, const struct user *other) {
  struct pollfd fds[] = {{.fd = user->fd, .events = POLLIN}, {.fd = other->fd, .events = POLLIN}};
  if (poll(fds, 2, -1) == -1) perror("poll");
  if (fds[0].revents != 0) return 0;
  fprintf(stderr, "%s was lost while %s was waiting\n", other->name, user->name);
  return 1;
}

/* Byte by byte: what follows the line stays in the socket. */
static int receive_line(const struct user *user, char *line, size_t size) {
  for (size_t length = 0; length < size; length++) {
    ssize_t received = recv(user->fd, line + length, 1, 0);
    if (received == -1) perror("recv");
    if (received == 0) fprintf(stderr, "%s: the server closed the connection\n", user->name);
    if (received <= 0) return 1;
    if (line[length] == '\n') {
      line[length] = '\0';
      return 0;
    }
  }
  return 2;
}

static int hear(const struct user *user, const struct user *other, const char *expected) {
  char line[256];
  int result = wait_for(user, other);
  if (result == 0) result = receive_line(user, line, sizeof line);
  if (result != 0) return result;
  printf("%s hears: %s\n", user->name, line);
  return strcmp(line, expected) == 0 ? 0 : 2;
}

static int enter(struct user *user, const struct user *other, const char *address,
                 const char *port) {
  char expected[64];
  snprintf(expected, sizeof expected, "welcome %s", user->name);
  user->fd = connect_to(address, port);
  if (user->fd == -1) return 1;
  int result = say(user, user->name);
  return result == 0 ? hear(user, other, expected) : result;
}

/* The server closes the connection when it has forgotten the user. */
static int quit(struct user *user) {
  char byte;
  if (say(user, "/quit") != 0) return 1;
  ssize_t received = recv(user->fd, &byte, 1, 0);
  if (received == -1) perror("recv");
  return received == 0 ? 0 : received == -1 ? 1 : 2;
}

static int play(const char *address, const char *port) {
  struct user ann = {.name = "ann", .fd = -1};
  struct user bob = {.name = "bob", .fd = -1};
  int result = enter(&ann, &bob, address, port);
  if (result == 0) result = enter(&bob, &ann, address, port);
  if (result == 0) result = say(&bob, "hello");
  if (result == 0) result = hear(&ann, &bob, "bob: hello");
  if (result == 0) result = say(&ann, "good morning");
  if (result == 0) result = hear(&bob, &ann, "ann: good morning");
  if (result == 0) result = quit(&bob);
  if (result == 0) result = quit(&ann);
  return result; /* what is still open is closed by ending */
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s ADDRESS PORT\n", argv[0]);
    return 2;
  }
  return play(argv[1], argv[2]);
}
