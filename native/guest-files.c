#define _GNU_SOURCE
#include "guest-files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_BYTES (100 * 1024)
#define HEAD_BYTES 32

static char wanted[PATH_MAX];
static off_t wanted_from;
static long written;
static int was_written, refusal;

void output_path(char *to, unsigned long size, int number, int stream) {
  snprintf(to, size, "/run/chokepoint/out/%d.%d", number, stream);
}

void read_file(const struct reply *reply) {
  snprintf(wanted, sizeof wanted, "%.*s", (int)reply->payload_length, (char *)reply->payload);
  wanted_from = reply->argument;
}

static long write_bytes(const char *path, int64_t appends, const void *data, size_t length) {
  int mode = appends ? O_APPEND : O_TRUNC;
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | mode, 0644);
  long result = fd == -1 ? -1 : write(fd, data, length);
  refusal = errno;
  if (fd != -1) close(fd);
  return result;
}

void write_file(const struct reply *reply) {
  const char *path = (const char *)reply->payload;
  size_t name = strnlen(path, reply->payload_length) + 1;
  was_written = 1;
  refusal = EINVAL;
  written = -1;
  if (name > reply->payload_length) return;
  written = write_bytes(path, reply->argument, path + name, reply->payload_length - name);
}

/* Read behind the place of its head: how long the file is shows only then. */
static void say_file(struct text *text) {
  char *to = text->at + text->length + HEAD_BYTES;
  uint32_t left = text->room - text->length - HEAD_BYTES;
  uint32_t room = left < MOST_BYTES ? left : MOST_BYTES;
  int fd = open(wanted, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  ssize_t length = fd == -1 ? -1 : pread(fd, to, room, wanted_from);
  int error = errno;
  if (fd != -1) close(fd);
  if (length == -1) return add_line(text, "file -1 %d", error);
  add_line(text, "file %zd", length);
  memmove(text->at + text->length, to, (size_t)length);
  text->length += (uint32_t)length;
}

void say_files(struct text *text) {
  if (was_written && written == -1) add_line(text, "written -1 %d", refusal);
  if (was_written && written != -1) add_line(text, "written %ld", written);
  if (wanted[0] != '\0') say_file(text);
  was_written = 0;
  wanted[0] = '\0';
}
