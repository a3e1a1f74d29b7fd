#include "guest-text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void add_line(struct text *text, const char *format, ...) {
  uint32_t left = text->room - text->length;
  char *to = text->at + text->length;
  va_list values;
  va_start(values, format);
  int length = vsnprintf(to, left, format, values);
  va_end(values);
  if (length < 0 || (uint32_t)length + 1 >= left) return;
  to[length] = '\n';
  text->length += (uint32_t)length + 1;
}

void add_text(struct text *text, const struct text *more) {
  if (more->length > text->room - text->length) return;
  memcpy(text->at + text->length, more->at, more->length);
  text->length += more->length;
}
