/* Why a program could not be started, as its process tells init through a pipe. */
#ifndef CHOKEPOINT_GUEST_REFUSAL_H
#define CHOKEPOINT_GUEST_REFUSAL_H

struct refusal {
  int error;
  char call[16];
};

#endif
