/* The area that the guest shares with the controller. */
#ifndef CHOKEPOINT_GUEST_CHANNEL_H
#define CHOKEPOINT_GUEST_CHANNEL_H

/* Make it, and tell the controller where in the guest's memory it lies. */
void make_channel(void);

#endif
