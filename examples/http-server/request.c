#define _GNU_SOURCE /* memmem */
#include "http.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Copies up to the delimiter and skips it; NULL when it is missing or the part does not fit. */
static const char *take(const char *text, const char *delimiter, char *part, size_t size) {
  const char *end = strstr(text, delimiter);
  if (end == NULL || end == text || (size_t)(end - text) >= size) return NULL;
  memcpy(part, text, (size_t)(end - text));
  part[end - text] = '\0';
  return end + strlen(delimiter);
}

/* Whether a header line says this, letter case aside. */
static bool has_header(const char *lines, const char *header) {
  for (const char *line = lines; line != NULL; line = strstr(line, "\r\n")) {
    if (strncmp(line, "\r\n", 2) == 0) line += 2;
    if (strncasecmp(line, header, strlen(header)) == 0) return true;
  }
  return false;
}

static enum parse_result parse_head(const char *head, struct request *request) {
  char version[16];
  const char *rest = take(head, " ", request->method, sizeof request->method);
  if (rest != NULL) rest = take(rest, " ", request->path, sizeof request->path);
  if (rest != NULL) rest = take(rest, "\r\n", version, sizeof version);
  if (rest == NULL || request->path[0] != '/') return MALFORMED;
  if (strcmp(version, "HTTP/1.1") == 0) {
    request->keep_alive = !has_header(rest, "Connection: close");
    return COMPLETE;
  }
  request->keep_alive = false;
  return strcmp(version, "HTTP/1.0") == 0 ? COMPLETE : MALFORMED;
}

enum parse_result parse_request(const char *text, size_t length, struct request *request,
                                size_t *used) {
  char head[4096];
  const char *end = memmem(text, length, "\r\n\r\n", 4);
  if (end == NULL) return INCOMPLETE;
  *used = (size_t)(end - text) + 4;
  if (*used >= sizeof head || memchr(text, '\0', *used) != NULL) return MALFORMED;
  memcpy(head, text, *used);
  head[*used] = '\0';
  return parse_head(head, request);
}
