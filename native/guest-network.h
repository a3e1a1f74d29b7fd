/* The guest's only network is loopback. */
#ifndef CHOKEPOINT_GUEST_NETWORK_H
#define CHOKEPOINT_GUEST_NETWORK_H

void bring_up_loopback(void);

#endif
