/* The programs that the controller has started, by its own numbers. */
#ifndef CHOKEPOINT_GUEST_PROGRAMS_H
#define CHOKEPOINT_GUEST_PROGRAMS_H

#include <stdint.h>
#include <sys/types.h>

#define MOST_PROGRAMS 64

enum program_state { NOT_STARTED, RUNNING, EXITED, SIGNALED, REFUSED };

struct program {
  enum program_state state;
  int code;         /* the exit code, the signal, or the errno */
  char step[16];    /* which call was refused */
  pid_t pid;
  int is_under_test;
};

extern struct program programs[MOST_PROGRAMS];

/* Take notice of every child that has ended, orphans too. */
void reap(void);

/* User and system time of the program under test and what came from it. */
uint64_t time_under_test_ms(void);

/* The program whose session a process belongs to; NULL for none. */
struct program *program_of_session(pid_t session);

#endif
