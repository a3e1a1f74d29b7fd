/* The guest's first process. */
#ifndef CHOKEPOINT_GUEST_INIT_H
#define CHOKEPOINT_GUEST_INIT_H

void be_init(void) __attribute__((noreturn));

#endif
