/*
 * A server with one worker process per connection: a worker receives a line and answers with the
 * same line in capitals. Ends on SIGTERM, once the workers are done.
 *
 * The worker is forked before the connection is accepted, so that a fork that fails leaves the
 * client in the queue, to be tried again. The connection follows through a socket pair.
 */
#define _GNU_SOURCE
#include "../shared/net.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A descriptor travels as ancillary data, with one byte of its own. */
struct parcel {
  char byte;
  struct iovec data;
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message;
};

static void prepare(struct parcel *parcel) {
  memset(parcel, 0, sizeof *parcel);
  parcel->data = (struct iovec){&parcel->byte, 1};
  parcel->message.msg_iov = &parcel->data;
  parcel->message.msg_iovlen = 1;
  parcel->message.msg_control = parcel->control.bytes;
  parcel->message.msg_controllen = sizeof parcel->control.bytes;
}

static int send_descriptor(int channel, int fd) {
  struct parcel parcel;
  prepare(&parcel);
  struct cmsghdr *header = CMSG_FIRSTHDR(&parcel.message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  return sendmsg(channel, &parcel.message, MSG_NOSIGNAL) == -1 ? -1 : 0;
}

/* -1 when none came: the server closed its end, or a message on standard error says why. */
static int receive_descriptor(int channel) {
  struct parcel parcel;
  prepare(&parcel);
  ssize_t received = recvmsg(channel, &parcel.message, MSG_CMSG_CLOEXEC);
  if (received == -1) perror("recvmsg");
  if (received <= 0) return -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(&parcel.message);
  if (header == NULL || header->cmsg_type != SCM_RIGHTS) return -1;
  int fd;
  memcpy(&fd, CMSG_DATA(header), sizeof fd);
  return fd;
}

static int serve(int fd) {
  char line[256];
  size_t length = 0;
  while (length == 0 || line[length - 1] != '\n') {
    ssize_t received = recv(fd, line + length, sizeof line - length, 0);
    if (received == -1) perror("recv");
    if (received <= 0) return 1; /* 0 also when the line is too long: there is no room left */
    length += (size_t)received;
  }
  for (size_t i = 0; i < length; i++) line[i] = (char)toupper((unsigned char)line[i]);
  if (send_all(fd, line, length) == 0) return 0;
  perror("send");
  return 1;
}

/* SIGTERM stays blocked here: a worker finishes what it began. */
static _Noreturn void work(int channel) {
  /* poll first: a worker makes no network call before its connection was accepted. */
  struct pollfd ready = {.fd = channel, .events = POLLIN};
  poll(&ready, 1, -1);
  int fd = receive_descriptor(channel);
  if (fd == -1) _exit(1);
  _exit(serve(fd));
}

/* Starts a worker; the result is the server's end of its channel, or -1. */
static int start_worker(int listener) {
  int channel[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel) == -1) {
    perror("socketpair");
    return -1;
  }
  pid_t child = fork();
  if (child == 0) {
    close(listener);
    close(channel[0]);
    work(channel[1]);
  }
  close(channel[1]);
  if (child != -1) return channel[0];
  perror("fork");
  close(channel[0]);
  return -1;
}

static void hand_over(int listener) {
  int worker = start_worker(listener);
  if (worker == -1) return;
  int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
  if (fd == -1) {
    perror("accept");
    return;
  }
  if (send_descriptor(worker, fd) == -1) perror("sendmsg");
  close(fd);
  close(worker);
}

static void collect_finished(void) {
  while (waitpid(-1, NULL, WNOHANG) > 0) continue;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s PORT\n", argv[0]);
    return 2;
  }
  catch_sigterm();
  struct pollfd listener = {.fd = listen_on(argv[1]), .events = POLLIN};
  if (listener.fd == -1) return 1;
  while (wait_readable(&listener, 1) > 0) {
    hand_over(listener.fd);
    collect_finished();
  }
  close(listener.fd);
  while (wait(NULL) > 0) continue; /* every worker has its connection and ends by itself */
  return 0;
}
