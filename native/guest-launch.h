/* A program that is to be started, as the controller described it. */
#ifndef CHOKEPOINT_GUEST_LAUNCH_H
#define CHOKEPOINT_GUEST_LAUNCH_H

#include <stdint.h>

#define MOST_STRINGS 8192

struct launch {
  int number, is_under_test;
  long uid, gid; /* -1 for init's own */
  const char *directory, *input, *file;
  char *argv[MOST_STRINGS + 1];
  char *envp[MOST_STRINGS + 2];
};

/* Valid until the next one is read. The strings stay where they are. */
struct launch *read_launch(char *text, uint32_t length);

#endif
