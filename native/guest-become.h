/* From a copy of init to a program. */
#ifndef CHOKEPOINT_GUEST_BECOME_H
#define CHOKEPOINT_GUEST_BECOME_H

#include "guest-launch.h"

void become_program(const struct launch *launch, int pipe) __attribute__((noreturn));

#endif
