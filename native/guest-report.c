#include "guest-report.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "doorbell.h"
#include "guest-files.h"
#include "guest-ports.h"
#include "guest-processes.h"
#include "guest-programs.h"
#include "guest-text.h"
#include "name-service.h"
#include "quiet.h"
#include "waiting.h"

static void say_times(struct text *text, int quiet, uint64_t ran) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  add_line(text, "time %lld", now.tv_sec * 1000000000LL + now.tv_nsec);
  add_line(text, "quiet %d", quiet);
  add_line(text, "standing %d", somebody_waits());
  add_line(text, "delayed %lld", (long long)channel->delayed_until_ms);
  add_line(text, "ran %llu", (unsigned long long)ran);
  add_line(text, "cpu %llu", (unsigned long long)time_under_test_ms());
}

static void say_state(struct text *text, int number) {
  const struct program *program = &programs[number];
  static const char *const words[] = {"", "running", "exited", "signaled", "refused"};
  if (program->state == RUNNING) return add_line(text, "program %d running", number);
  add_line(text, "program %d %s %d%s%s", number, words[program->state], program->code,
           program->state == REFUSED ? " " : "", program->step);
}

static long long size_of(int number, int stream) {
  struct stat status;
  char path[64];
  output_path(path, sizeof path, number, stream);
  return stat(path, &status) == 0 ? (long long)status.st_size : 0;
}

static void say_programs(struct text *text) {
  for (int i = 0; i < MOST_PROGRAMS; i++) {
    if (programs[i].state == NOT_STARTED) continue;
    say_state(text, i);
    add_line(text, "leader %d %d", i, (int)programs[i].pid);
    add_line(text, "output %d %lld %lld", i, size_of(i, 1), size_of(i, 2));
  }
}

static void say_cores(struct text *text) {
  DIR *cores = opendir("/run/chokepoint/cores");
  if (cores == NULL) return;
  for (struct dirent *entry; (entry = readdir(cores)) != NULL;)
    if (entry->d_name[0] != '.') add_line(text, "core %s", entry->d_name);
  closedir(cores);
}

uint32_t report(char *to, uint32_t room) {
  struct text text = {to, room, 0};
  int quiet = is_quiet();
  reap();
  find_processes();
  uint64_t ran = activity();
  say_times(&text, quiet, ran);
  say_programs(&text);
  say_ports(&text, ran);
  say_cores(&text);
  say_question(&text);
  say_files(&text);
  return text.length;
}
