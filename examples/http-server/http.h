#ifndef HTTP_H
#define HTTP_H

#include <stdbool.h>
#include <stddef.h>

struct request {
  char method[8];
  char path[256];
  bool keep_alive;
};

enum parse_result { INCOMPLETE, COMPLETE, MALFORMED };

/* Reads one request head; `used` is its length in bytes when it is complete. */
enum parse_result parse_request(const char *text, size_t length, struct request *request,
                                size_t *used);

struct content {
  int status;
  const char *type;
  char *body; /* on the heap */
  size_t length;
};

/* What the request asks for, or an explanation why it cannot be had. Never fails. */
struct content find_content(int root, const struct request *request);

struct content text_content(int status, const char *text);

const char *reason_phrase(int status);

#endif
