/* What goes wrong in init is said on the guest's console. */
#ifndef CHOKEPOINT_GUEST_LOG_H
#define CHOKEPOINT_GUEST_LOG_H

/* With the name of errno's value. */
void complain(const char *what, const char *about);

#endif
