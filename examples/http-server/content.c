#define _GNU_SOURCE
#include "http.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MAX_BYTES = 1 << 20 };

const char *reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 431: return "Request Header Fields Too Large";
    default: return "Internal Server Error";
  }
}

struct content text_content(int status, const char *text) {
  char *body = strdup(text);
  if (body == NULL) abort(); /* nothing sensible is left to be done without memory */
  return (struct content){status, "text/plain", body, strlen(body)};
}

static const char *type_of(const char *path) {
  const char *extension = strrchr(path, '.');
  if (extension != NULL && strcmp(extension, ".html") == 0) return "text/html";
  if (extension != NULL && strcmp(extension, ".txt") == 0) return "text/plain";
  return "application/octet-stream";
}

static bool read_fully(int file, char *body, size_t length) {
  size_t have = 0;
  while (have < length) {
    ssize_t got = read(file, body + have, length - have);
    if (got <= 0) return false;
    have += (size_t)got;
  }
  return true;
}

static struct content read_content(int file, const char *path) {
  struct stat status;
  if (fstat(file, &status) == -1) return text_content(500, "the file cannot be examined\n");
  if (!S_ISREG(status.st_mode)) return text_content(404, "not a file\n");
  if (status.st_size > FILE_MAX_BYTES) return text_content(500, "the file is too large\n");
  size_t length = (size_t)status.st_size;
  char *body = malloc(length + 1); /* never of size 0 */
  if (body == NULL) abort();
  if (read_fully(file, body, length)) {
    return (struct content){200, type_of(path), body, length};
  }
  free(body);
  return text_content(500, "the file cannot be read\n");
}

static struct content file_content(int root, const char *path) {
  if (strstr(path, "..") != NULL) return text_content(404, "no such file\n");
  const char *name = strcmp(path, "/") == 0 ? "index.html" : path + strspn(path, "/");
  int file = openat(root, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file == -1) return text_content(404, "no such file\n");
  struct content content = read_content(file, name);
  close(file);
  return content;
}

struct content find_content(int root, const struct request *request) {
  if (strcmp(request->method, "GET") != 0 && strcmp(request->method, "HEAD") != 0) {
    return text_content(405, "only GET and HEAD\n");
  }
  if (strcmp(request->path, "/health") == 0) return text_content(200, "up\n");
  return file_content(root, request->path);
}
