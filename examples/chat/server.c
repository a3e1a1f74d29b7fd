/*
 * A chat server with a thread per user. The first line that a user sends is the name, answered
 * with a welcome; every further line goes to all others; `/quit` or closing ends it.
 * Ends on SIGTERM, once every thread has left.
 */
#define _GNU_SOURCE
#include "../shared/net.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 256, NAME_MAX_BYTES = 32 };

struct user {
  int fd;
  char name[NAME_MAX_BYTES];
  char input[LINE_MAX_BYTES];
  size_t input_length;
  struct user *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards users and threads */
static pthread_cond_t thread_left = PTHREAD_COND_INITIALIZER;
static struct user *users; /* who has a name, the newest first */
static unsigned threads;
static int stop_pipe[2]; /* its closed end wakes every thread */

static void join(struct user *user) {
  pthread_mutex_lock(&lock);
  user->next = users;
  users = user;
  pthread_mutex_unlock(&lock);
}

static void leave(struct user *user) {
  pthread_mutex_lock(&lock);
  struct user **link = &users;
  while (*link != NULL && *link != user) link = &(*link)->next;
  if (*link != NULL) *link = user->next;
  pthread_mutex_unlock(&lock);
}

/* Whoever cannot be reached has left; shutting the socket down tells the user's thread. */
static void drop(struct user *user) {
  perror("send");
  leave(user);
  shutdown(user->fd, SHUT_RDWR);
}

static void broadcast(const struct user *from, const char *line) {
  char text[LINE_MAX_BYTES + NAME_MAX_BYTES + 4];
  int length = snprintf(text, sizeof text, "%s: %s\n", from->name, line);
  pthread_mutex_lock(&lock);
  for (struct user *user = users, *next; user != NULL; user = next) {
    next = user->next;
    if (user == from) continue;
    if (send_all(user->fd, text, (size_t)length) == -1) drop(user);
  }
  pthread_mutex_unlock(&lock);
}

static int welcome(struct user *user, const char *name) {
  char text[NAME_MAX_BYTES + 16];
  snprintf(user->name, sizeof user->name, "%.*s", NAME_MAX_BYTES - 1, name);
  int length = snprintf(text, sizeof text, "welcome %s\n", user->name);
  join(user);
  if (send_all(user->fd, text, (size_t)length) == 0) return 0;
  perror("send");
  return -1;
}

/* -1: the user wants to leave, or cannot be reached. */
static int handle(struct user *user, const char *line) {
  if (user->name[0] == '\0') return line[0] == '\0' ? -1 : welcome(user, line);
  if (strcmp(line, "/quit") == 0) return -1;
  broadcast(user, line);
  return 0;
}

/* Handles every complete line of the input; a line that does not fit ends the conversation. */
static int handle_input(struct user *user) {
  char *end;
  while ((end = memchr(user->input, '\n', user->input_length)) != NULL) {
    size_t used = (size_t)(end + 1 - user->input);
    *end = '\0';
    if (handle(user, user->input) == -1) return -1;
    user->input_length -= used;
    memmove(user->input, user->input + used, user->input_length);
  }
  return user->input_length < sizeof user->input ? 0 : -1;
}

static int receive(struct user *user) {
  size_t room = sizeof user->input - user->input_length;
  ssize_t received = recv(user->fd, user->input + user->input_length, room, 0);
  if (received == -1) perror("recv");
  if (received <= 0) return -1;
  user->input_length += (size_t)received;
  return 0;
}

/* Waits for the user or for the end of the server; a thread makes no call that would block. */
static int wait_for_input(const struct user *user) {
  struct pollfd fds[] = {{.fd = user->fd, .events = POLLIN}, {.fd = stop_pipe[0]}};
  if (poll(fds, 2, -1) == -1 || fds[1].revents != 0) return -1;
  return 0;
}

static void thread_ends(void) {
  pthread_mutex_lock(&lock);
  threads--;
  pthread_cond_signal(&thread_left);
  pthread_mutex_unlock(&lock);
}

static void *converse(void *argument) {
  struct user *user = argument;
  while (wait_for_input(user) == 0) {
    if (receive(user) == -1 || handle_input(user) == -1) break;
  }
  leave(user);
  close(user->fd);
  free(user);
  thread_ends();
  return NULL;
}

static int start_thread(struct user *user) {
  pthread_t thread;
  pthread_mutex_lock(&lock);
  threads++;
  pthread_mutex_unlock(&lock);
  if (pthread_create(&thread, NULL, converse, user) == 0) return pthread_detach(thread);
  thread_ends();
  return -1;
}

static void accept_next(int listener) {
  int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (fd == -1) {
    perror("accept"); /* this user is lost; the next one need not be */
    return;
  }
  struct user *user = calloc(1, sizeof *user);
  if (user == NULL) abort();
  user->fd = fd;
  if (start_thread(user) == 0) return;
  fprintf(stderr, "server: no thread for another user\n");
  close(fd);
  free(user);
}

static void wait_for_threads(void) {
  close(stop_pipe[1]);
  pthread_mutex_lock(&lock);
  while (threads > 0) pthread_cond_wait(&thread_left, &lock);
  pthread_mutex_unlock(&lock);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s PORT\n", argv[0]);
    return 2;
  }
  if (pipe(stop_pipe) == -1) {
    perror("pipe");
    return 1;
  }
  catch_sigterm();
  struct pollfd listener = {.fd = listen_on(argv[1]), .events = POLLIN};
  if (listener.fd == -1) return 1;
  while (wait_readable(&listener, 1) > 0) accept_next(listener.fd);
  close(listener.fd);
  wait_for_threads();
  return 0;
}
