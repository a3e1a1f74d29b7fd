/* What a wrapper is made of: its call, and how it is brought about. */
#ifndef CHOKEPOINT_ASK_H
#define CHOKEPOINT_ASK_H

#include <stdint.h>

#include "channel.h"

/* As the system call takes them, which on x86-64 is also how libc's function does. */
struct call {
  uint32_t number;
  long args[6];
  int fd;      /* the socket; -1 where the call makes one */
  int asked;   /* the controller was asked, so the end of the call waits as well */
  long result; /* where the controller gave it */
  uint32_t change;     /* how it is made: REPLY_RUN, REPLY_LIMIT or REPLY_REDIRECT */
  int64_t argument;    /* of the change */
  int is_staged;       /* something else happens, before it or after */
  struct events after; /* what happens when it has returned */
};

enum verdict { MAKE_IT, ANSWERED };

/* Ask what becomes of the call, if it is one on a socket of a program under test. */
enum verdict ask(struct call *call);

/*
 * A program goes on after its call only when everything else in the guest waits; what is to
 * happen after it has happened then.
 */
void come_to_rest(const struct call *call, long result);

#endif
