#define _GNU_SOURCE
#include "guest-programs.h"

#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest-processes.h"
#include "guest-stat.h"

struct program programs[MOST_PROGRAMS];
static uint64_t reaped_ms;

struct program *program_of_session(pid_t session) {
  for (int i = 0; i < MOST_PROGRAMS; i++)
    if (programs[i].state != NOT_STARTED && programs[i].pid == session) return &programs[i];
  return NULL;
}

/* What a program leaves behind may have a session of its own; the others are not known to. */
static int is_under_test(pid_t pid) {
  const struct program *program = program_of_session(getsid(pid));
  return program == NULL || program->is_under_test;
}

static uint64_t milliseconds(struct timeval time) {
  return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_usec / 1000;
}

static void note_end(pid_t pid, int status) {
  for (int i = 0; i < MOST_PROGRAMS; i++) {
    struct program *program = &programs[i];
    if (program->state != RUNNING || program->pid != pid) continue;
    program->state = WIFSIGNALED(status) ? SIGNALED : EXITED;
    program->code = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  }
}

/* Looked at before it is gone: afterwards nobody knows its session. */
void reap(void) {
  siginfo_t end = {.si_pid = 0};
  while (waitid(P_ALL, 0, &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_pid != 0) {
    struct rusage usage;
    int status, counts = is_under_test(end.si_pid);
    wait4(end.si_pid, &status, 0, &usage);
    if (counts) reaped_ms += milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
    note_end(end.si_pid, status);
    end.si_pid = 0;
  }
}

static void add_time(pid_t pid, void *sum) {
  if (is_under_test(pid)) *(uint64_t *)sum += process_time_ms(pid);
}

uint64_t time_under_test_ms(void) {
  uint64_t sum = reaped_ms;
  for_each_process(add_time, &sum);
  return sum;
}
