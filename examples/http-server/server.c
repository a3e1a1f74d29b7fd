/*
 * A small HTTP/1.1 server: files below a directory, and /health. Keep-alive and pipelining, many
 * connections, one thread. Ends on SIGTERM.
 */
#define _GNU_SOURCE
#include "../shared/net.h"
#include "http.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 16, HEAD_MAX_BYTES = 4096 };

struct connection {
  int fd; /* -1: this place is free */
  char input[HEAD_MAX_BYTES];
  size_t input_length;
  char *body;     /* of the answer that is being sent; NULL between answers */
  size_t written; /* bytes of the answer that are out already */
};

struct server {
  int root;
  struct connection connections[CONNECTIONS_MAX];
};

static int write_all(struct connection *connection, const char *data, size_t length) {
  size_t done = 0;
  while (done < length) {
    ssize_t sent = send(connection->fd, data + done, length - done, MSG_NOSIGNAL);
    if (sent == -1) {
      perror("send");
      return -1;
    }
    done += (size_t)sent;
    connection->written += (size_t)sent;
  }
  return 0;
}

static int write_head(struct connection *connection, const struct content *content, bool last) {
  char head[256];
  int length = snprintf(head, sizeof head,
                        "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n%s\r\n",
                        content->status, reason_phrase(content->status), content->type,
                        content->length, last ? "Connection: close\r\n" : "");
  return write_all(connection, head, (size_t)length);
}

/* As long as nothing of the answer is out, the client gets an error page in its place. */
static int replace_answer(struct connection *connection) {
  static char page[] = "the answer could not be sent\n";
  struct content error = {500, "text/plain", page, sizeof page - 1};
  if (connection->written > 0) return -1;
  free(connection->body);
  if (write_head(connection, &error, true) == -1) return -1;
  connection->body = NULL;
  write_all(connection, page, error.length);
  return -1;
}

/* Takes the content over. -1: the connection is to be closed. */
static int answer(struct connection *connection, struct content content, bool with_body,
                  bool last) {
  connection->body = content.body;
  connection->written = 0;
  if (write_head(connection, &content, last) == -1) return replace_answer(connection);
  if (with_body && write_all(connection, content.body, content.length) == -1) return -1;
  free(connection->body);
  connection->body = NULL;
  return last ? -1 : 0;
}

static int refuse(struct connection *connection, int status) {
  return answer(connection, text_content(status, "this request is not understood\n"), true, true);
}

static int answer_request(const struct server *server, struct connection *connection,
                          const struct request *request) {
  struct content content = find_content(server->root, request);
  bool last = !request->keep_alive || content.status == 405; /* it may bring a body */
  return answer(connection, content, strcmp(request->method, "HEAD") != 0, last);
}

/* Answers every request that is complete in the input. -1: the connection is to be closed. */
static int answer_input(const struct server *server, struct connection *connection) {
  for (;;) {
    struct request request;
    size_t used = 0;
    switch (parse_request(connection->input, connection->input_length, &request, &used)) {
      case INCOMPLETE:
        if (connection->input_length < sizeof connection->input) return 0;
        return refuse(connection, 431);
      case MALFORMED:
        return refuse(connection, 400);
      case COMPLETE:
        if (answer_request(server, connection, &request) == -1) return -1;
    }
    connection->input_length -= used;
    memmove(connection->input, connection->input + used, connection->input_length);
  }
}

static void release(struct connection *connection) {
  shutdown(connection->fd, SHUT_WR); /* fails when the client left first: nothing is lost then */
  close(connection->fd);
  free(connection->body);
  *connection = (struct connection){.fd = -1};
}

static int receive(struct connection *connection) {
  size_t room = sizeof connection->input - connection->input_length;
  ssize_t received =
      recv(connection->fd, connection->input + connection->input_length, room, 0);
  if (received == -1) perror("recv");
  if (received <= 0) return -1;
  connection->input_length += (size_t)received;
  return 0;
}

static void serve(const struct server *server, struct connection *connection) {
  if (receive(connection) == -1 || answer_input(server, connection) == -1) release(connection);
}

static struct connection *free_place(struct server *server) {
  for (int i = 0; i < CONNECTIONS_MAX; i++) {
    if (server->connections[i].fd == -1) return &server->connections[i];
  }
  return NULL;
}

static void accept_next(struct server *server, int listener) {
  struct connection *connection = free_place(server);
  int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (fd == -1) {
    perror("accept"); /* this client is lost; the next one need not be */
    return;
  }
  *connection = (struct connection){.fd = fd};
}

/* Serves whatever is ready, until SIGTERM. ppoll ignores places whose descriptor is -1. */
static void run(struct server *server, int listener) {
  struct pollfd fds[CONNECTIONS_MAX + 1];
  for (;;) {
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
      fds[i] = (struct pollfd){.fd = server->connections[i].fd, .events = POLLIN};
    }
    bool room = free_place(server) != NULL;
    fds[CONNECTIONS_MAX] = (struct pollfd){.fd = room ? listener : -1, .events = POLLIN};
    if (wait_readable(fds, CONNECTIONS_MAX + 1) == 0) return;
    for (int i = 0; i < CONNECTIONS_MAX; i++) {
      if (fds[i].revents != 0) serve(server, &server->connections[i]);
    }
    if (fds[CONNECTIONS_MAX].revents != 0) accept_next(server, listener);
  }
}

int main(int argc, char **argv) {
  static struct server server;
  if (argc != 3) {
    fprintf(stderr, "usage: %s PORT DIRECTORY\n", argv[0]);
    return 2;
  }
  server.root = open(argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (server.root == -1) {
    perror(argv[2]);
    return 1;
  }
  for (int i = 0; i < CONNECTIONS_MAX; i++) server.connections[i].fd = -1;
  catch_sigterm();
  int listener = listen_on(argv[1]);
  if (listener == -1) return 1;
  run(&server, listener);
  for (int i = 0; i < CONNECTIONS_MAX; i++) {
    if (server.connections[i].fd != -1) release(&server.connections[i]);
  }
  close(listener);
  close(server.root);
  return 0;
}
