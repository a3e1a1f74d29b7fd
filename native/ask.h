/* What a wrapper is made of: its call, and how it is brought about. */
#ifndef CHOKEPOINT_ASK_H
#define CHOKEPOINT_ASK_H

#include <stdint.h>

/* As the system call takes them, which on x86-64 is also how libc's function does. */
struct call {
  uint32_t number;
  long args[6];
  int fd;      /* the socket; -1 where the call makes one */
  int asked;   /* the controller was asked, so the end of the call waits as well */
  long result; /* where the controller gave it */
};

enum verdict { MAKE_IT, ANSWERED };

/* Ask what becomes of the call, if it is one on a socket of a program under test. */
enum verdict ask(struct call *call);

/* A program goes on after its call only when everything else in the guest waits. */
void come_to_rest(void);

#endif
