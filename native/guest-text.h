/* Text of limited length. */
#ifndef CHOKEPOINT_GUEST_TEXT_H
#define CHOKEPOINT_GUEST_TEXT_H

#include <stdint.h>

struct text {
  char *at;
  uint32_t room, length;
};

/* Nothing where there is no room for all of it. */
void add_line(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* All of it or nothing, as well. */
void add_text(struct text *text, const struct text *more);

#endif
