#define _GNU_SOURCE
#include "guest-start.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "guest-launch.h"
#include "guest-log.h"
#include "guest-programs.h"
#include "guest-refusal.h"
#include "guest-become.h"

static void note_start(int number, pid_t pid, int is_under_test) {
  programs[number] = (struct program){RUNNING, 0, "", pid, is_under_test};
}

/* The pipe closes by itself when the program has taken over. */
static void note_refusal(int number, int pipe) {
  struct refusal refusal;
  if (read(pipe, &refusal, sizeof refusal) != sizeof refusal) return;
  programs[number].state = REFUSED;
  programs[number].code = refusal.error;
  snprintf(programs[number].step, sizeof programs[number].step, "%s", refusal.call);
}

void start_program(int number, char *text, uint32_t length) {
  int ends[2];
  if (number < 0 || number >= MOST_PROGRAMS) return;
  struct launch *launch = read_launch(text, length);
  launch->number = number;
  if (pipe2(ends, O_CLOEXEC) == -1) return complain("start", launch->file);
  pid_t pid = fork();
  if (pid == 0) become_program(launch, ends[1]);
  note_start(number, pid, launch->is_under_test);
  close(ends[1]);
  note_refusal(number, ends[0]);
  close(ends[0]);
}
