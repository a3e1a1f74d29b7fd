#define _GNU_SOURCE
#include "guest-become.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest-files.h"
#include "guest-refusal.h"
#include "no-io-uring.h"

static int complaints; /* the pipe to init */

static void must(const char *call, int result) {
  struct refusal refusal = {errno, ""};
  if (result != -1) return;
  snprintf(refusal.call, sizeof refusal.call, "%s", call);
  _exit(write(complaints, &refusal, sizeof refusal) == sizeof refusal ? 127 : 126);
}

/* Init has no handlers and ignores nothing; it blocks SIGCHLD. */
static void begin_anew(void) {
  struct rlimit cores = {RLIM_INFINITY, RLIM_INFINITY};
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  setsid();
  umask(022);
  setrlimit(RLIMIT_CORE, &cores);
}

static void capture(int number, int stream) {
  char path[64];
  output_path(path, sizeof path, number, stream);
  int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0666);
  must("open", fd);
  must("dup2", dup2(fd, stream));
}

static void open_input(const char *path) {
  int fd = open(path, O_RDONLY | O_NOCTTY);
  must("open", fd);
  must("dup2", dup2(fd, 0));
}

/* All but the three streams and the pipe, which is moved next to them. */
static void close_others(void) {
  complaints = dup3(complaints, 3, O_CLOEXEC);
  close_range(4, ~0U, 0);
}

static void become_user(long uid, long gid) {
  if (uid == -1 && gid == -1) return;
  must("setgroups", setgroups(0, NULL));
  if (gid != -1) must("setgid", setgid((gid_t)gid));
  if (uid != -1) must("setuid", setuid((uid_t)uid));
}

void become_program(const struct launch *launch, int pipe) {
  complaints = fcntl(pipe, F_DUPFD_CLOEXEC, 4); /* clear of the streams */
  begin_anew();
  capture(launch->number, 1);
  capture(launch->number, 2);
  must("chdir", chdir(launch->directory));
  open_input(launch->input);
  close_others();
  if (launch->is_under_test) refuse_io_uring();
  become_user(launch->uid, launch->gid);
  execve(launch->file, launch->argv, launch->envp);
  must("execve", -1);
  _exit(127);
}
