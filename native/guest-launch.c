#include "guest-launch.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIBRARY "/chokepoint/interpose.so"
#define PRELOAD "LD_PRELOAD="

static char *next, *end;

static char *take(void) {
  static char none[2];
  if (next >= end) return none;
  char *string = next;
  next += strlen(string) + 1;
  return string;
}

static long take_id(void) {
  const char *text = take();
  return strcmp(text, "-") == 0 ? -1 : atol(text);
}

static char **take_strings(char **to) {
  long count = atol(take());
  for (long i = 0; i < count && i < MOST_STRINGS; i++) *to++ = take();
  *to = NULL;
  return to;
}

/* Ours comes before others that the program is to have. */
static void add_preload(char **envp, char **last) {
  static char entry[PATH_MAX];
  char **at = envp;
  while (at < last && strncmp(*at, PRELOAD, strlen(PRELOAD)) != 0) at++;
  const char *others = at < last ? *at + strlen(PRELOAD) : "";
  snprintf(entry, sizeof entry, "%s%s%s%s", PRELOAD, LIBRARY, *others == '\0' ? "" : ":", others);
  *at = entry;
  if (at == last) at[1] = NULL;
}

struct launch *read_launch(char *text, uint32_t length) {
  static struct launch launch;
  next = text;
  end = text + length;
  launch.is_under_test = *take() == 's';
  launch.uid = take_id();
  launch.gid = take_id();
  launch.directory = take();
  launch.input = take();
  launch.file = take();
  take_strings(launch.argv);
  char **last = take_strings(launch.envp);
  if (launch.is_under_test) add_preload(launch.envp, last);
  return &launch;
}
