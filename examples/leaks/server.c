/*
 * Says what its clients say, in capitals: one line each, one client after the other, until
 * SIGTERM. With every client it takes a slot, a helper and a buffer.
 *
 * To be found: when a client is lost, the one thing that the server was started with as MISTAKE
 * is not put in order. The server lives on.
 */
#define _POSIX_C_SOURCE 200809L
#include "../shared/net.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { buffer_size = 64 * 1024 };

static const char *mistake;
static int free_slots = 1;
static char text[256];
static size_t length;

struct client {
  int fd;
  pid_t helper;
  char *buffer;
};

/* Stands for what a server starts for a client: it ends by itself. */
static pid_t start_helper(void) {
  pid_t pid = fork();
  if (pid == 0) _exit(0);
  return pid;
}

static struct client welcome(int fd) {
  struct client client = {.fd = fd, .helper = start_helper(), .buffer = malloc(buffer_size)};
  if (client.buffer == NULL) abort();
  memset(client.buffer, 0, buffer_size);
  free_slots--;
  return client;
}

/* Adds a line to the text; -1 if the client is lost before. */
static int hear(struct client *client) {
  ssize_t got = recv(client->fd, client->buffer, sizeof text / 2, 0);
  if (got <= 0) return -1;
  for (ssize_t i = 0; i < got && length < sizeof text; i++)
    text[length++] = (char)toupper((unsigned char)client->buffer[i]);
  return 0;
}

static int forgets(const char *what, int is_lost) {
  return is_lost && strcmp(mistake, what) == 0;
}

static void part(struct client *client, int is_lost) {
  if (!forgets("socket", is_lost)) close(client->fd);
  if (!forgets("child", is_lost)) waitpid(client->helper, NULL, 0);
  if (!forgets("memory", is_lost)) free(client->buffer);
  if (!forgets("wedge", is_lost)) free_slots++;
  if (!forgets("wrong", is_lost)) length = 0;
}

static void serve(int fd) {
  struct client client = welcome(fd);
  int is_lost = hear(&client) == -1 || send_all(fd, text, length) == -1;
  part(&client, is_lost);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: server PORT socket|child|memory|wedge|wrong\n");
    return 2;
  }
  mistake = argv[2];
  catch_sigterm();
  int listener = listen_on(argv[1]);
  if (listener == -1) return 1;
  struct pollfd waiting = {.fd = listener, .events = POLLIN};
  /* Without a free slot it waits for one, and for SIGTERM. */
  while (wait_readable(&waiting, free_slots > 0 ? 1 : 0) > 0) {
    int fd = accept(listener, NULL, NULL);
    if (fd != -1) serve(fd);
  }
  return 0;
}
